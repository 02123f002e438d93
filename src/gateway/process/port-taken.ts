import { namedListenersOf } from "../../daemon/listeners.ts";
import type { Clock } from "../../kernel/clock.ts";
import { EXIT, FatalError } from "../../kernel/errors.ts";
import { recognise } from "./recognise.ts";

const ANSWER_WITHIN_MS = 1_000;

export interface PortWanted {
  readonly port: number;
  /** Where programs are looked for. */
  readonly path: string;
  readonly clock: Clock;
}

/**
 * What a failed `listen` means to a person: who has the port, found out by asking over the port
 * itself (A20) and by the system's list of listeners. Errors of another kind come back as they are.
 */
export async function explainListenError(error: unknown, wanted: PortWanted): Promise<unknown> {
  if (!(error instanceof Error && "code" in error)) return error;
  const { code } = error;
  const { port } = wanted;
  const host = "address" in error ? String(error.address) : "127.0.0.1";
  if (code === "EADDRINUSE") {
    const message =
      `port ${port} is taken by ${await holderOf(host, wanted)}, or start this one with --force, ` +
      "or choose another port with --port, ZERO_GATEWAY_PORT or gateway.port";
    return new FatalError(EXIT.taken, message, { cause: error });
  }
  if (code === "EACCES" || code === "EADDRNOTAVAIL") {
    const message = `port ${port} of ${host} cannot be opened (${code}): choose another port or address`;
    return new FatalError(EXIT.taken, message, { cause: error });
  }
  return error;
}

async function holderOf(host: string, { port, path, clock }: PortWanted): Promise<string> {
  const [answer, listeners] = await Promise.all([
    recognise(host === "0.0.0.0" ? "127.0.0.1" : host, port, {
      withinMs: ANSWER_WITHIN_MS,
      clock,
    }),
    namedListenersOf(port, path),
  ]);
  const named = listeners.map(({ pid, program }) => `pid ${pid}, ${program}`).join("; ");
  const who = named && ` (${named})`;
  if (answer === "gateway") return `another ZERO gateway${who}, which answers: stop that one`;
  const doing = answer === "silent" ? ", which does not answer" : "";
  return `another program${who}${doing}: stop it`;
}
