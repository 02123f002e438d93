import { join } from "node:path";
import { APPROVALS_FILE } from "../../config/state-files.ts";
import { AllowanceStore } from "../../config/file/allowances.ts";
import { parseAllowances } from "../../domain/exec/allowances.ts";
import type { ExecView } from "../../doors/socket/services.ts";
import { Approvals } from "../../features/exec/approvals.ts";
import { Approver, type ApproverParts } from "../../features/exec/approver.ts";
import { NodeAllowances } from "../../features/exec/node-allowances.ts";
import { subjectOfWords } from "../../features/exec/subject.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Log } from "../../kernel/log.ts";

/** What may run on nodes, and who is asked. */
export interface GatewayExec {
  readonly view: ExecView;
  /** Stands before `node.invoke`. */
  readonly approver: Approver;
  /** What waits for a person is not allowed. */
  stop(): void;
}

export function makeExec(
  { stateDir, clock, log }: { stateDir: string; clock: Clock; log: Log },
  tell: (event: string, payload: object) => void,
  { nodes, isClosed }: Pick<ApproverParts, "nodes" | "isClosed">,
): GatewayExec {
  const approvals = new Approvals({ clock, tell });
  const own = new AllowanceStore(join(stateDir, APPROVALS_FILE));
  return {
    view: {
      ask: async (words, options) => approvals.ask(subjectOfWords(words), options),
      resolve: (id, decision, by) => approvals.resolve(id, decision, by),
      waiting: () => approvals.list(),
      allowances: {
        get: async () => own.read(),
        set: async (file, baseHash) => own.write(parseAllowances(file), baseHash),
      },
      nodeAllowances: new NodeAllowances(nodes),
    },
    approver: new Approver({ approvals, nodes, isClosed, log }),
    stop: () => approvals.stop(),
  };
}
