import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Tools, whyFailed } from "./tools.ts";

/** Whether services of an account run while nobody is logged in. */
export type Linger = "yes" | "no" | "unknown";

const STATE_DIR = "/var/lib/systemd/linger";
const ASK_WITHIN_MS = 5_000;
/** Long enough to type a password. */
const SUDO_WITHIN_MS = 60_000;

/** Asks `loginctl`, and where that knows nothing of the account, systemd's own folder. */
export async function readLinger(
  tools: Tools,
  user: string,
  stateDir: string = STATE_DIR,
): Promise<Linger> {
  const args = ["show-user", user, "-p", "Linger"];
  const { ok, stdout, trouble } = await tools.run("loginctl", args, { withinMs: ASK_WITHIN_MS });
  const said = /^Linger=(yes|no)$/m.exec(stdout)?.[1];
  if (ok && said === "yes") return "yes";
  if (ok && said === "no") return "no";
  if (trouble === "missing") return "unknown";
  return existsSync(join(stateDir, user)) ? "yes" : "no";
}

/** What became of it, and a sentence about it when there is something to know. */
export interface LingerOutcome {
  readonly linger: Linger;
  readonly message?: string;
}

/**
 * Makes a person's services outlive their sessions. Tries it directly, then through `sudo`, which
 * may ask for a password only where somebody can type one.
 */
export async function ensureLinger(
  tools: Tools,
  user: string,
  { interactive, stateDir = STATE_DIR }: { interactive: boolean; stateDir?: string },
): Promise<LingerOutcome> {
  const before = await readLinger(tools, user, stateDir);
  if (before === "yes") return { linger: "yes" };
  const command = ["loginctl", "enable-linger", user] as const;
  const direct = await tools.run(command[0], command.slice(1), { withinMs: ASK_WITHIN_MS });
  if (direct.ok) return { linger: "yes", message: `Lingering is on for ${user}.` };
  if (direct.trouble === "missing") return { linger: "unknown", message: withoutLoginctl() };
  const words = interactive ? command : ["-n", ...command];
  const raised = await tools.run("sudo", words, { withinMs: SUDO_WITHIN_MS });
  if (raised.ok) return { linger: "yes", message: `Lingering is on for ${user} (with sudo).` };
  const why = raised.trouble === "missing" ? whyFailed(direct) : whyFailed(raised);
  return {
    linger: "no",
    message:
      `The service stops when you log out: \`${raised.shown}\` failed (${why}). ` +
      `Next: sudo loginctl enable-linger ${user}`,
  };
}

function withoutLoginctl(): string {
  return "loginctl is not installed: whether the service outlives your session is up to this system.";
}
