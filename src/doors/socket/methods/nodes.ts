import { handlers, type Needs } from "../handlers.ts";

export const nodes = handlers<typeof import("./nodes.schema.ts").nodes>({
  "node.pair.request": async ({ nodes: service }: Needs<"nodes">, params) => {
    return { status: "pending" as const, ...(await service.requestPairing(params)) };
  },

  "node.pair.list": ({ nodes: service }: Needs<"nodes">) => service.listPairings(),

  "node.pair.approve": async ({ nodes: service }: Needs<"nodes">, { requestId }, call) => {
    return { requestId, node: await service.approve(requestId, call.caller) };
  },

  "node.pair.reject": async ({ nodes: service }: Needs<"nodes">, { requestId }) => {
    return { requestId, nodeId: await service.reject(requestId) };
  },

  "node.pair.verify": async ({ nodes: service }: Needs<"nodes">, { nodeId, token }) => {
    const node = await service.verify(nodeId, token);
    return node ? { ok: true, node } : { ok: false };
  },

  "node.pair.remove": async ({ nodes: service }: Needs<"nodes">, { nodeId }) => {
    await service.remove(nodeId);
    return { nodeId };
  },

  "node.rename": async ({ nodes: service }: Needs<"nodes">, { nodeId, displayName }) => {
    return { nodeId, displayName: await service.rename(nodeId, displayName) };
  },

  "node.list": async ({ nodes: service }: Needs<"nodes">, _params, call) => {
    return { ts: call.now(), nodes: await service.list() };
  },

  "node.describe": async ({ nodes: service }: Needs<"nodes">, { nodeId }, call) => {
    return { ts: call.now(), ...(await service.describe(nodeId)) };
  },

  "node.invoke": async ({ nodes: service }: Needs<"nodes">, params, call) => {
    const { nodeId, command } = params;
    // It waits for a machine somewhere, and perhaps for a person.
    call.park();
    const answer = await service.invoke(params, call.caller);
    return { ok: true as const, nodeId, command, ...answer };
  },

  "node.invoke.result": ({ nodes: service }: Needs<"nodes">, params, call) => {
    const isWanted = service.settle(call.caller.connId, params);
    return isWanted ? { ok: true as const } : { ok: true as const, ignored: true as const };
  },

  "node.event": async ({ nodes: service }: Needs<"nodes">, params, call) => {
    await service.event(call.caller.connId, params);
    return { ok: true as const };
  },
});
