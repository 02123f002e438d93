import { PROTOCOL_VERSION, type HelloOk, type Snapshot } from "@zero/protocol";
import type { Versions } from "./connection/broadcast.ts";
import type { DeviceToken } from "../../features/access/access.ts";
import { Encoded } from "./handlers.ts";

/** What the gateway says about itself; it stays the same while it runs. */
export interface GatewayInfo {
  readonly version: string;
  readonly commit?: string;
  /** What people call this machine. */
  readonly host?: string;
  readonly stateDir?: string;
  readonly configPath?: string;
}

/** The moving parts of the snapshot that others keep. */
export interface SnapshotParts {
  /** JSON of the newest HealthSummary, `{}` before the first. */
  readonly health: string;
  readonly healthVersion: number;
  readonly sessionDefaults?: Snapshot["sessionDefaults"];
}

export interface HelloParts {
  readonly info: GatewayInfo;
  readonly features: HelloOk["features"];
  readonly policy: HelloOk["policy"];
}

/** Composes hello-ok around parts that are JSON already; what never changes is encoded once. */
export class Hello {
  readonly #info: GatewayInfo;
  readonly #features: string;
  readonly #policy: string;

  constructor({ info, features, policy }: HelloParts) {
    this.#info = info;
    this.#features = JSON.stringify(features);
    this.#policy = JSON.stringify(policy);
  }

  /** `token` is there for a client that proved to be a device. */
  compose(
    { connId, token }: { connId: string; token: DeviceToken | undefined },
    snapshot: SnapshotParts & { presence: string; stateVersion: Versions; uptimeMs: number },
  ): Encoded {
    const { version, commit, host, stateDir, configPath } = this.#info;
    const server = JSON.stringify({ version, commit, host, connId });
    const rest = JSON.stringify({
      stateVersion: snapshot.stateVersion,
      uptimeMs: Math.max(0, Math.round(snapshot.uptimeMs)),
      configPath,
      stateDir,
      sessionDefaults: snapshot.sessionDefaults,
    });
    return new Encoded(
      `{"type":"hello-ok","protocol":${PROTOCOL_VERSION},"server":${server},` +
        `"features":${this.#features},"snapshot":{"presence":${snapshot.presence},` +
        `"health":${snapshot.health},${rest.slice(1)},` +
        (token ? `"auth":${JSON.stringify(token)},` : "") +
        `"policy":${this.#policy}}`,
    );
  }
}
