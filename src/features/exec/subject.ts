import {
  type ExecWords,
  SHOWN_LENGTH_MAX,
  shownCommand,
  shownLine,
  shownText,
} from "../../domain/exec/display.ts";
import { type ExecPlan, type FileIdentity, sortedVariables } from "../../domain/exec/plan.ts";
import { ZeroError } from "../../kernel/errors.ts";

/**
 * What a person is shown, whole and in characters that hide nothing. For a command on a node these
 * are the node's own findings; `hash` is what they approve.
 */
export interface ApprovalSubject extends ExecWords {
  readonly nodeId?: string;
  /** SHA-256 of the program. */
  readonly digest?: string;
  readonly interpreter?: string;
  /** `NAME="value"`, sorted by name; beside them only the node's fixed variables. */
  readonly env?: readonly string[];
  readonly timeoutMs?: number;
  readonly hash?: string;
}

/** A plan as it is shown. Throws INVALID_REQUEST when it is too long for a person to read. */
export function subjectOfPlan(plan: ExecPlan, hash: string): ApprovalSubject {
  const { nodeId, argv, binary, interpreter, cwd, env, timeoutMs, sessionKey, agentId } = plan;
  return whole({
    command: shownCommand(argv),
    cwd: shownLine(cwd.path),
    host: "node",
    nodeId: shownLine(nodeId),
    resolvedPath: shownLine(binary.path),
    digest: binary.digest,
    ...(interpreter ? { interpreter: shownFile(interpreter) } : {}),
    env: sortedVariables(env).map(([name, value]) => `${name}=${shownText(value)}`),
    timeoutMs,
    hash,
    ...(sessionKey === null ? {} : { sessionKey: shownLine(sessionKey) }),
    ...(agentId === null ? {} : { agentId: shownLine(agentId) }),
  });
}

/** What a client says about a command of its own, as it is shown. Throws as `subjectOfPlan`. */
export function subjectOfWords(words: ApprovalSubject): ApprovalSubject {
  const shown = Object.entries(words).map(([name, value]: [string, unknown]) => {
    return [name, typeof value === "string" ? shownLine(value) : value];
  });
  return whole(Object.fromEntries(shown) as ApprovalSubject);
}

function shownFile({ path, digest }: FileIdentity): string {
  return `${shownLine(path)} (sha256 ${digest})`;
}

/** A part of a command is no command: what cannot be shown whole is not asked at all (SR19). */
function whole(subject: ApprovalSubject): ApprovalSubject {
  if (JSON.stringify(subject).length <= SHOWN_LENGTH_MAX) return subject;
  const message =
    `the command is longer than the ${SHOWN_LENGTH_MAX} characters that can be shown whole, ` +
    "so it cannot be approved; put it into a script";
  throw new ZeroError("INVALID_REQUEST", message, { details: { reason: "not approvable" } });
}
