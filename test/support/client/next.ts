import type { ClientEvents, GatewayClient } from "@zero/client";

/** The next fact of that name. */
export function next<Name extends keyof ClientEvents>(client: GatewayClient, name: Name) {
  return new Promise<ClientEvents[Name]>((resolve) => {
    const stop = client.on(name, (fact) => {
      stop();
      resolve(fact);
    });
  });
}
