import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startTelegram, type TelegramSimulator } from "@zero/simulator";
import { type Edit, parsePath } from "../../src/config/edit/edits.ts";
import { editText } from "../../src/config/edit/text.ts";
import { parseDocument, type Value } from "../../src/config/file/document.ts";
import {
  type GatewayOptions,
  GatewayProcess,
  makeHome,
  stateOf,
} from "../support/gateway-process.ts";
import { eventually, type Frame, WireClient } from "../support/wire-client.ts";

export const TOKEN = "config-token-0123456789abcdef";

interface Scope {
  after(task: () => unknown): void;
}

/** A gateway with two bots and a client that is connected, whose file is edited from outside. */
export class ConfigWorld {
  readonly file: string;
  readonly gateway: GatewayProcess;
  readonly telegrams: readonly TelegramSimulator[];
  readonly #scope: Scope;

  private constructor(
    scope: Scope,
    gateway: GatewayProcess,
    telegrams: readonly TelegramSimulator[],
  ) {
    this.#scope = scope;
    this.gateway = gateway;
    this.telegrams = telegrams;
    this.file = join(stateOf(gateway.home), "zero.json");
  }

  /** `more` stands in the file before its last brace. */
  static async start(
    scope: Scope,
    more = "",
    options: Pick<GatewayOptions, "env" | "runtimeArgs"> = {},
  ): Promise<ConfigWorld> {
    const telegrams = [
      await startTelegram({ token: "700000001:firstBotTokenOfThirtyFiveLetters12345" }),
      await startTelegram({ token: "700000002:secondBotTokenOfThirtyFiveLetters1234" }),
    ];
    for (const telegram of telegrams) scope.after(() => telegram.close());
    const home = makeHome();
    const state = stateOf(home);
    mkdirSync(state, { recursive: true, mode: 0o700 });
    writeFileSync(join(state, "zero.json"), written(telegrams, more), { mode: 0o600 });
    const gateway = await GatewayProcess.start({ home, args: [], ...options });
    scope.after(() => gateway.clean());
    const world = new ConfigWorld(scope, gateway, telegrams);
    await eventually(() => telegrams.every(({ stats }) => stats.polling), "both bots polling");
    return world;
  }

  /** With the secret and on the port that the file names now. */
  connect(): Promise<WireClient> {
    const { gateway } = parseDocument(this.text, this.file) as unknown as Written;
    const { port, auth } = gateway;
    const url = port === 0 ? this.gateway.url : `ws://127.0.0.1:${port}`;
    return WireClient.connect(this.#scope, url, {
      auth: { token: auth.token, password: auth.password },
    });
  }

  get text(): string {
    return readFileSync(this.file, "utf8");
  }

  /** As an editor that replaces the file. */
  write(content: string | Buffer): void {
    writeFileSync(`${this.file}.new`, content, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  set(path: string, value: Value): void {
    this.edit({ path: parsePath(path), value });
  }

  edit(...edits: Edit[]): void {
    this.write(editText(this.text, edits));
  }

  /**
   * The client, or another one after a restart, as soon as the file that is there now is in force.
   */
  async inForce(client: WireClient): Promise<WireClient> {
    const hash = createHash("sha256").update(this.text).digest("hex");
    let now = client;
    let last: Frame | undefined;
    try {
      await eventually(async () => {
        if (now.isClosed) now = await this.connect().catch(() => now);
        last = await now.request("config.get").catch(() => undefined);
        return last?.payload?.hash === hash && last.payload.warnings.length === 0;
      }, "the file in force");
    } catch (error) {
      const { issues, warnings } = last?.payload ?? {};
      const seen = JSON.stringify({ issues, warnings, error: last?.error });
      throw new Error(`${this.text}\nis not in force: ${seen}`, { cause: error });
    }
    return now;
  }

  /** Records of the log with this message. */
  records(msg: string): Record<string, unknown>[] {
    return this.gateway.records().filter((record) => record.msg === msg);
  }

  /** Waits for one more record with this message than `before` of them. */
  async record(msg: string, before = 0): Promise<Record<string, unknown>> {
    await this.gateway.until(() => this.records(msg).length > before, 20_000, msg);
    return this.records(msg).at(-1) ?? {};
  }
}

interface Written {
  readonly gateway: { port: number; auth: { token: string; password?: string } };
}

function written([first, second]: readonly TelegramSimulator[], more: string): string {
  return `// The file of a person.
{
  gateway: {
    mode: "local",
    port: 0, // any
    auth: { token: "${TOKEN}" },
    reload: { debounceMs: 20 },
  },
  /* Two bots. */
  channels: {
    telegram: {
      apiRoot: "${first?.apiRoot}",
      botToken: "${first?.token}",
      allowFrom: ["1"],
      accounts: {
        work: { botToken: "${second?.token}", apiRoot: "${second?.apiRoot}" },
      },
    },
  },${more}
}
`;
}
