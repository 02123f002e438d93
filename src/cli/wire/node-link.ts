import { type ClientOptions, GatewayClient } from "@zero/client";
import type { CliDevice } from "./identity.ts";
import { socketOpener } from "./remote/socket.ts";
import { authOf, type Target } from "./target.ts";

export interface NodeIntroduction {
  readonly version: string;
  readonly instanceId: string;
  readonly displayName: string | undefined;
  readonly caps: readonly string[];
  readonly commands: readonly string[];
}

/** What this program is to a gateway when it offers a machine; its node id where no device is. */
export const NODE_CLIENT_ID = "node-host";

/** A client that offers this machine to a gateway and comes back by itself; not yet connected. */
export function nodeLink(
  target: Target,
  about: NodeIntroduction,
  device: CliDevice | undefined,
): GatewayClient {
  const { version, instanceId, displayName, caps, commands } = about;
  const options: ClientOptions = {
    url: target.url,
    identity: {
      client: {
        id: NODE_CLIENT_ID,
        mode: "node",
        version,
        platform: process.platform,
        instanceId,
        ...(displayName === undefined ? {} : { displayName }),
      },
      role: "node",
      scopes: [],
      caps: [...caps],
      commands: [...commands],
    },
    ...authOf(target),
    ...(device ? { device } : {}),
    reconnect: true,
    waitForApproval: true,
    // A node may ask nothing of what a refresh asks.
    refreshOnGap: false,
    openSocket: socketOpener(target),
  };
  return new GatewayClient(options);
}
