import { randomUUID } from "node:crypto";
import type { TestContext } from "node:test";
import type { Address } from "@zero/channel";
import type { SessionKey } from "../../../src/domain/ids.ts";
import type { RunOutcome } from "../../../src/domain/run.ts";
import type { TurnRequest } from "../../../src/domain/turn.ts";
import type { Approver } from "../../../src/features/nodes/approver.ts";
import { Nodes, type NodesParts } from "../../../src/features/nodes/nodes.ts";
import type { NodeClaims } from "../../../src/features/nodes/registry.ts";
import { silentLog } from "../../../src/kernel/log.ts";
import { FakeClock } from "../fake-clock.ts";
import type { NodeCommand } from "./scripted-node.ts";
import { temporaryStore } from "../store.ts";

/** Asks nobody: what is to run is what was sent. */
const withoutApprovals: Approver = { check: async (_node, { params }) => params };

/** Everything that whoever watches nodes was told. */
export interface NodesWorld {
  readonly nodes: Nodes;
  readonly clock: FakeClock;
  readonly told: { event: string; payload: object }[];
  readonly notes: { session: SessionKey; text: string }[];
  readonly turns: TurnRequest[];
  /** Ends the turns that are open. */
  endTurns(): void;
}

/** The feature on a real store and a clock of the test, with what is around it written by hand. */
export async function nodesWorld(
  t: Pick<TestContext, "after">,
  parts: Partial<NodesParts> & {
    route?: (session: SessionKey) => Promise<Address | undefined>;
  } = {},
): Promise<NodesWorld> {
  const clock = new FakeClock();
  const store = await temporaryStore(t);
  const world: Omit<NodesWorld, "nodes"> & { over: PromiseWithResolvers<RunOutcome> } = {
    clock,
    told: [],
    notes: [],
    turns: [],
    over: Promise.withResolvers<RunOutcome>(),
    endTurns: () => world.over.resolve({ state: "done", text: "" }),
  };
  const nodes = new Nodes({
    store,
    clock,
    log: silentLog,
    settings: () => ({ allowCommands: [], denyCommands: [] }),
    tell: (event, payload) => void world.told.push({ event, payload }),
    devices: { pairedDevices: () => [], revokeNode: async () => undefined },
    approver: withoutApprovals,
    greetings: async () => [],
    turns: {
      submit: async (request) => {
        world.turns.push(request);
        const acceptedAt = clock.now();
        return { runId: request.id, acceptedAt, status: "new", done: world.over.promise };
      },
    },
    route: async () => undefined,
    maySend: async () => true,
    assertHeld: () => undefined,
    resolve: () => {
      throw new Error("no channel is here");
    },
    note: (session, text) => void world.notes.push({ session, text }),
    ...parts,
  });
  return { ...world, nodes };
}

/** A node without a socket: what it was sent, and why it was closed. */
export class FakeNode {
  readonly connId: string;
  readonly sent: { event: string; payload: object }[] = [];
  closed: string | undefined;
  readonly leave: () => void;

  /** Connects as a node. */
  static join(
    world: Pick<NodesWorld, "nodes">,
    id: string,
    claims: Partial<NodeClaims> & { deviceId?: string } = {},
  ): FakeNode {
    return new FakeNode(world, id, claims);
  }

  private constructor(
    { nodes }: Pick<NodesWorld, "nodes">,
    id: string,
    claims: Partial<NodeClaims> & { deviceId?: string },
  ) {
    const { deviceId, ...said } = claims;
    this.connId = randomUUID();
    this.leave = nodes.connected({
      link: {
        connId: this.connId,
        tell: (event, payload) => void this.sent.push({ event, payload }),
        close: (reason) => (this.closed = reason),
      },
      clientId: id,
      deviceId,
      claims: { platform: "ios", version: "1", caps: [], commands: ["camera.snap"], ...said },
    });
  }

  get commands(): NodeCommand[] {
    return this.sent
      .filter(({ event }) => event === "node.invoke.request")
      .map(({ payload }) => payload as NodeCommand);
  }
}
