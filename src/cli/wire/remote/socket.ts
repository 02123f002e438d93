import type { Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type { OpenSocket } from "@zero/client";
import { LIMITS } from "@zero/protocol/limits";
import { type ClientOptions, WebSocket } from "ws";
import { sshStream, type SshWay } from "./tunnel.ts";

const OPTIONS: ClientOptions = {
  maxPayload: LIMITS.clientMaxPayload,
  perMessageDeflate: false,
  minVersion: "TLSv1.2",
};

/** What is special about the way to a gateway. */
export interface Way {
  /** The certificate's SHA-256, which alone decides whether the other side is the gateway. */
  readonly tlsFingerprint?: string;
  /** The address is of another machine's loopback, and `ssh` leads there. */
  readonly ssh?: SshWay;
}

/**
 * Opens sockets with the library rather than Node's own: it loads in a quarter of the time and says
 * why it failed. Nothing is sent to a side that shows another certificate than the declared one.
 * `failed` hears why a tunnel did not come about or broke.
 */
export function socketOpener(
  { tlsFingerprint, ssh }: Way,
  failed: (error: Error) => void = () => undefined,
): OpenSocket {
  const open = (createConnection: ClientOptions["createConnection"]) => (url: string) =>
    new WebSocket(url, { ...OPTIONS, createConnection });
  // A request takes any two-way stream, though the type asks for a socket.
  if (ssh) return open(() => sshStream(ssh).once("error", failed) as Socket);
  if (tlsFingerprint === undefined) return open(undefined);
  const wanted = hexOf(tlsFingerprint);
  return open((options: unknown) => connectTo(options as ConnectionOptions, wanted));
}

function connectTo(options: ConnectionOptions, wanted: string) {
  const { connect } = process.getBuiltinModule("node:tls");
  const { isIP } = process.getBuiltinModule("node:net");
  const { host = "" } = options;
  const socket = connect({
    ...options,
    path: undefined,
    servername: isIP(host) ? "" : host,
    // The fingerprint says more than any authority: a certificate of one's own is the usual case.
    rejectUnauthorized: false,
  });
  // Before the request, which waits for this very event.
  socket.prependOnceListener("secureConnect", () => {
    const shown = hexOf(socket.getPeerX509Certificate()?.fingerprint256 ?? "");
    if (shown === wanted) return;
    socket.destroy(new FingerprintError(shown));
  });
  return socket;
}

/** The other side showed another certificate than the one that is configured. */
export class FingerprintError extends Error {
  override readonly name = "FingerprintError";

  constructor(shown: string) {
    super(
      `its certificate has the SHA-256 fingerprint ${shown || "none"}, which is not the configured ` +
        "one: either the certificate was renewed, or this is not your gateway",
    );
  }
}

/** Whether a text can be the SHA-256 of a certificate, in any of the usual notations. */
export function isFingerprint(text: string): boolean {
  return /^[\da-f]{64}$/.test(hexOf(text));
}

/** `AB:CD…`, `sha256:abcd…` and `abcd…` are the same. */
function hexOf(fingerprint: string): string {
  return fingerprint
    .replace(/^sha-?256[:=]/i, "")
    .replaceAll(":", "")
    .toLowerCase();
}
