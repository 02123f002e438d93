import { CommandError, UsageError } from "../../failures.ts";
import type { Target } from "../target.ts";
import { isReadableOnTheWay } from "./address.ts";

/** Throws for an address that is none, or that a secret may not travel to. */
export function checkAddress({ url, allowPlaintext }: Target): void {
  const { protocol, username, password, search } = URL.parse(url) ?? {};
  if (username || password || search) {
    // Not repeated: it would end up in logs and in the list of processes of whoever reads it.
    throw new UsageError(
      "an address holds no credentials; name them with --token or --password, or in the configuration",
    );
  }
  if (protocol !== "ws:" && protocol !== "wss:") {
    throw new UsageError(`"${url}" is no address of a gateway; it looks like ws://127.0.0.1:18789`);
  }
  if (allowPlaintext || !isReadableOnTheWay(url)) return;
  throw new CommandError(`Refusing to speak unencrypted to ${url}`, [
    "Anybody on the way could read the gateway's token and every message.",
    "Next: reach it through an SSH tunnel, Tailscale or a wss:// address (docs/guide/remote.md), " +
      "or set gateway.remote.allowPlaintext to true if you trust the whole way.",
  ]);
}
