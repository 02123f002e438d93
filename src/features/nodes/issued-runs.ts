import { MAIN_AGENT, type SessionKey } from "../../domain/ids.ts";
import { agentOf, mainSession, parseSessionKey } from "../../domain/session.ts";
import { shownCommand } from "../../domain/exec/display.ts";
import { dropOldest } from "../../kernel/drop-oldest.ts";
import { isRecord } from "../../kernel/is-record.ts";

/** Programs that may still be reported on; the oldest gives way. */
const RUNS_MAX = 4_096;
const COMMAND_CHARS_MAX = 200;

/** A program that this gateway sent to a node. */
export interface IssuedRun {
  readonly nodeId: string;
  readonly session: SessionKey;
  /** As it was sent; never as the node tells it. */
  readonly command: string;
  /** The node said that it began; it may say so once. */
  started: boolean;
}

/**
 * Programs that were sent to nodes, by run id. What a node reports counts only for a run that it
 * was given, and goes to the session that the run was started for (SR18).
 */
export class IssuedRuns {
  readonly #runs = new Map<string, IssuedRun>();

  /** A run goes by the id of its invocation and by the `runId` that was sent with it. */
  issue(nodeId: string, id: string, params: unknown): void {
    const given = isRecord(params) ? params : {};
    const about = { session: sessionOf(given), command: commandOf(given) };
    const run: IssuedRun = { nodeId, ...about, started: false };
    const { runId } = given;
    for (const name of typeof runId === "string" && runId !== "" ? [id, runId] : [id]) {
      // An id that is in use stays with the node that has it.
      if (this.#runs.has(name)) continue;
      this.#runs.set(name, run);
      dropOldest(this.#runs, RUNS_MAX);
    }
  }

  find(nodeId: string, runId: string): IssuedRun | undefined {
    const run = this.#runs.get(runId);
    return run?.nodeId === nodeId ? run : undefined;
  }

  /** It is over: nothing more is believed about it, under either of its names. */
  end(run: IssuedRun): void {
    for (const [name, other] of this.#runs) if (other === run) this.#runs.delete(name);
  }
}

function sessionOf({ sessionKey }: Record<string, unknown>): SessionKey {
  const session = typeof sessionKey === "string" ? parseSessionKey(sessionKey) : undefined;
  return session && agentOf(session) === MAIN_AGENT ? session : mainSession(MAIN_AGENT);
}

function commandOf({ command }: Record<string, unknown>): string {
  const words = Array.isArray(command) ? command : [command];
  const text = shownCommand(words.filter((word) => typeof word === "string"));
  return text === "" ? "a program" : text.slice(0, COMMAND_CHARS_MAX);
}
