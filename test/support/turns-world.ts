import type {
  AccountId,
  ChannelId,
  ConversationId,
  InboundMessage,
  RemoteId,
  SenderId,
} from "@zero/channel";
import { FakeClock } from "./fake-clock.ts";
import type { AgentId, RunId, SessionKey } from "../../src/domain/ids.ts";
import type { Message, RunOutcome } from "../../src/domain/run.ts";
import type { TurnRequest } from "../../src/domain/turn.ts";
import type { StoredRun } from "../../src/features/agent/index.ts";
import { ZeroError } from "../../src/kernel/errors.ts";
import { silentLog } from "../../src/kernel/log.ts";
import type { Statement } from "../../src/store/store.ts";
import { MessagePath } from "../../src/gateway/message-path.ts";
import type { Execution, Parts } from "../../src/gateway/path-parts.ts";
import { Turns } from "../../src/gateway/turns/turns.ts";

export const DONE: RunOutcome = { state: "done", text: "hello" };

/** Statements that only say what they are: the path joins them, the store would run them. */
const named = (name: string) => ({ name }) as unknown as Statement;

interface World {
  turns: Turns;
  path: MessagePath;
  clock: FakeClock;
  commits: string[][];
  runs: Map<string, StoredRun>;
  execute: (input: Execution) => Promise<{ outcome: RunOutcome; message?: Message }>;
  failCommits: number;
  failure: Error;
  reply: (group: string) => void;
  onFind: () => void;
}

export function makeWorld(
  limits = { openTurnsMax: 10, laneDepthMax: 5, parallelRunsMax: 2 },
): World {
  const clock = new FakeClock();
  const world = {
    clock,
    commits: [] as string[][],
    runs: new Map<string, StoredRun>(),
    failCommits: 0,
    failure: new ZeroError("UNAVAILABLE", "the disk is full"),
    reply: () => undefined,
    onFind: () => undefined,
    execute: () => Promise.resolve({ outcome: DONE }),
  } as unknown as World;
  const store = {
    commit(list: readonly Statement[]) {
      if (world.failCommits > 0) {
        world.failCommits -= 1;
        return Promise.reject(world.failure);
      }
      world.commits.push(list.map((statement) => (statement as unknown as { name: string }).name));
      return Promise.resolve();
    },
  };
  const parts: Parts = {
    clock,
    store,
    inbox: {
      taken: () => named("inbox.taken"),
      handled: () => named("inbox.handled"),
      ignored: (_id, why) => named(`inbox.ignored ${why}`),
    },
    routing: {
      decide: (m) =>
        m.sender.id === "1"
          ? { kind: "answer", agent: "main" as AgentId, session: "agent:main:main" as SessionKey }
          : { kind: "ignore", why: "stranger" },
      knocked: () => [named("routing.knocked")],
    },
    runs: {
      queued: () => named("runs.queued"),
      started: () => named("runs.started"),
      parked: () => named("runs.parked"),
      finished: (_id, outcome) => named(`runs.finished ${outcome.state}`),
    },
    sessions: {
      opened: () => [named("sessions.opened")],
      append: (m) => named(`sessions.append ${m.role}`),
      holds: () => Promise.resolve(true),
      leftBehind: () => named("sessions.leftBehind"),
      used: () => [],
    },
    agent: { execute: (input) => world.execute(input) },
    outbox: {
      reply: (group, _to, text) => {
        world.reply(group);
        return [named(`outbox.reply ${text}`)];
      },
    },
    notes: { take: () => "" },
  };
  world.path = new MessagePath(parts);
  world.turns = new Turns({
    path: world.path,
    store,
    runs: {
      find: (id) => {
        world.onFind();
        return Promise.resolve(world.runs.get(id));
      },
      open: () => Promise.resolve([...world.runs.values()].filter((r) => r.state === "running")),
      digest: (request) => request.text,
      requeued: () => named("runs.requeued"),
    },
    clock,
    log: silentLog,
    publish: () => undefined,
    limits,
  });
  return world;
}

export const request = (id: string, session = "agent:main:main", text = "hi"): TurnRequest => ({
  id: id as RunId,
  agent: "main" as AgentId,
  session: session as SessionKey,
  text,
  origin: { kind: "client" },
});

export const inbound = (sender: string): InboundMessage => ({
  address: {
    channel: "telegram" as ChannelId,
    account: "default" as AccountId,
    conversation: "7" as ConversationId,
  },
  remoteId: "7:1" as RemoteId,
  sender: { id: sender as SenderId },
  sentAt: 0,
  text: "hi",
  attachments: [],
  group: false,
  mentionsUs: false,
});
