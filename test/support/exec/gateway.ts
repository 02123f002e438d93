import type { Decision } from "../../../src/domain/exec/request.ts";
import type { NodeQuestion } from "../../../src/features/exec/approver.ts";
import type { ApprovalSubject } from "../../../src/features/exec/subject.ts";
import { type GatewayExec, makeExec } from "../../../src/gateway/control/exec.ts";
import { ZeroError } from "../../../src/kernel/errors.ts";
import { silentLog } from "../../../src/kernel/log.ts";
import { type Answer, type ExecNode, NODE_ID } from "./node.ts";
import { FakeClock } from "../fake-clock.ts";

interface Requested {
  id: string;
  request: ApprovalSubject;
}

/** The session whose owner wants no program to run for it. */
export const CLOSED_SESSION = "agent:main:closed";

/** The gateway's side of approvals, a node host at its other end, the test as the person. */
export class ExecGateway {
  readonly clock = new FakeClock();
  readonly exec: GatewayExec;
  /** Questions to a person so far. */
  requests = 0;
  readonly #node: ExecNode;
  readonly #tamper: ((answer: Answer) => void) | undefined;
  readonly #unseen: Requested[] = [];
  #onRequest: () => void = () => undefined;
  #answer: Decision | undefined;

  constructor(node: ExecNode, tamper?: (answer: Answer) => void) {
    this.#node = node;
    this.#tamper = tamper;
    this.exec = makeExec(
      { stateDir: node.path("gateway"), clock: this.clock, log: silentLog },
      (event, payload) => this.#hear(event, payload as Requested),
      {
        nodes: { ask: (question) => this.#ask(question) },
        isClosed: async (key) => key === CLOSED_SESSION,
      },
    );
  }

  /** Decides the same about everything from now on. */
  answerAll(decision: Decision): void {
    this.#answer = decision;
  }

  /** What a caller of `node.invoke` gets. */
  async invoke(params: unknown, gone?: AbortSignal): Promise<Answer> {
    const asked = { nodeId: NODE_ID, command: "system.run", params, gone };
    return this.#node.invoke("system.run", await this.exec.approver.check(asked));
  }

  /** The next request that a person sees. */
  async asked(): Promise<Requested> {
    for (;;) {
      const next = this.#unseen.shift();
      if (next) return next;
      await new Promise<void>((resolve) => (this.#onRequest = resolve));
    }
  }

  #hear(event: string, payload: Requested): void {
    if (event !== "exec.approval.requested") return;
    this.requests += 1;
    if (this.#answer) {
      const decision = this.#answer;
      queueMicrotask(() => this.exec.view.resolve(payload.id, decision, "owner"));
    } else this.#unseen.push(payload);
    this.#onRequest();
  }

  async #ask({ nodeId, command, params }: NodeQuestion): Promise<unknown> {
    const answer = await this.#node.invoke(command, params, nodeId);
    if (!answer.ok) {
      const { error: nodeError } = answer;
      throw new ZeroError("UNAVAILABLE", nodeError?.message ?? "", { details: { nodeError } });
    }
    this.#tamper?.(answer);
    return answer.payload;
  }
}
