import { ZeroError } from "../../kernel/errors.ts";
import { secretsEqual, type Secret } from "../../kernel/secret.ts";
import type { GuessBudget } from "../../net/guess-budget.ts";
import type { Peer } from "../../net/peer.ts";

/**
 * How clients prove that they belong: not at all, or with one secret that they share with the
 * gateway.
 */
export type AuthSettings =
  | { mode: "none" }
  /** A mode without its secret refuses everybody: it was asked for and is not complete. */
  | { mode: "token" | "password"; secret?: Secret };

export type SecretMode = Exclude<AuthSettings["mode"], "none">;

/** What a client says that bears on the hint it gets. */
export interface Asker {
  readonly id: string;
  readonly mode: string;
}

/** From here on no number of guesses finds a secret: 22 characters of base64url are 128 bits. */
const STRONG_LENGTH_MIN = 22;

export const isStrong = (secret: Secret): boolean => secret.reveal().length >= STRONG_LENGTH_MIN;

/**
 * Passes or throws INVALID_REQUEST `unauthorized: …` with a hint for this kind of client; after too
 * many wrong secrets RATE_LIMITED with the time to wait.
 */
export function checkSharedSecret(
  auth: Exclude<AuthSettings, { mode: "none" }>,
  given: string | undefined,
  from: { asker: Asker; peer: Peer; guesses: GuessBudget },
): void {
  const { mode, secret } = auth;
  const { asker, peer, guesses } = from;
  if (!secret) {
    const key = `gateway.auth.${mode}`;
    throw refusal(`unauthorized: gateway ${mode} not configured on gateway (set ${key})`);
  }
  if (given === undefined || given === "") {
    throw refusal(`unauthorized: gateway ${mode} missing (${hintFor(mode, asker)})`);
  }
  const verdict = guesses.verdict(peer, isStrong(secret));
  if (!verdict.evaluate) throw tooMany(verdict.retryAfterMs);
  if (secretsEqual(given, secret.reveal())) {
    guesses.succeeded(peer);
    return;
  }
  const waitMs = guesses.failed(peer);
  if (waitMs > 0) throw tooMany(waitMs);
  throw refusal(`unauthorized: gateway ${mode} mismatch (${hintFor(mode, asker)})`);
}

function refusal(message: string): ZeroError {
  return new ZeroError("INVALID_REQUEST", message);
}

function tooMany(retryAfterMs: number): ZeroError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  return new ZeroError(
    "RATE_LIMITED",
    `unauthorized: too many wrong attempts (try again in ${seconds} s)`,
    { retryAfterMs },
  );
}

function hintFor(mode: SecretMode, { id, mode: clientMode }: Asker): string {
  if (clientMode === "cli") {
    return `set gateway.remote.${mode} to match gateway.auth.${mode}`;
  }
  if (clientMode === "webchat" || id === "webchat-ui" || id.endsWith("-control-ui")) {
    return mode === "token"
      ? "open a tokenized dashboard URL or paste token in Control UI settings"
      : "enter the password in Control UI settings";
  }
  return `provide gateway auth ${mode}`;
}
