import { handlers, type Needs } from "../handlers.ts";
import type { Caller } from "../services.ts";

type Services = Needs<"exec">;

export const exec = handlers<typeof import("./exec.schema.ts").exec>({
  "exec.approval.request": ({ exec: service }: Services, params, call) => {
    const { id, timeoutMs, ...words } = params;
    call.park();
    return service.ask(words, { id, timeoutMs, gone: call.gone });
  },

  "exec.approval.resolve": ({ exec: service }: Services, { id, decision }, call) => {
    service.resolve(id, decision, nameOf(call.caller));
    return { ok: true as const };
  },

  "exec.approval.list": ({ exec: service }: Services) => ({ pending: service.waiting() }),

  "exec.approvals.get": ({ exec: service }: Services) => service.allowances.get(),

  "exec.approvals.set": ({ exec: service }: Services, { file, baseHash }) =>
    service.allowances.set(file, baseHash),

  "exec.approvals.node.get": ({ exec: service }: Services, { nodeId }) =>
    service.nodeAllowances.get(nodeId),

  "exec.approvals.node.set": ({ exec: service }: Services, { nodeId, file, baseHash }) =>
    service.nodeAllowances.set(nodeId, file, baseHash),
});

/** Who decided, as those who watch are told: what the server knows, not what a request says. */
function nameOf({ client, connId }: Caller): string {
  return `${client.id} ${connId}`.slice(0, 256);
}
