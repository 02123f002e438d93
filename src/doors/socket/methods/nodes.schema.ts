import { NODE_EVENTS } from "@zero/protocol/schema/node-event";
import {
  durationMs,
  filled,
  idempotencyKey,
  instant,
  nullable,
  text,
  TEXT_MAX,
} from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

/** As many as `connect` takes. */
const CAPS_MAX = 64;
const COMMANDS_MAX = 256;
const PATH_MAX = 32_768;
/** A frame is no larger; what is in it is measured again where it is kept. */
const JSON_MAX = 524_288;

const shapes: Readonly<Record<string, { type: string; title?: string }>> = NODE_EVENTS;

/** The kinds of each shape; the shapes stand on a page of the reference. */
const KINDS = [...Map.groupBy(Object.entries(shapes), ([, { title = "" }]) => title)]
  .map(([title, kinds]) => {
    const names = kinds.map(([kind]) => `\`${kind}\``).join(", ");
    return `${names}: [${title}](protocol.md#${title.toLowerCase()})`;
  })
  .join("; ");

const word = () => Type.Optional(filled());
const list = (maxItems: number) => Type.Array(filled(), { maxItems });

const facts = {
  displayName: word(),
  platform: word(),
  version: word(),
  coreVersion: word(),
  uiVersion: word(),
  deviceFamily: word(),
  modelIdentifier: word(),
  remoteIp: word(),
};

const claims = {
  ...facts,
  caps: Type.Optional(list(CAPS_MAX)),
  commands: Type.Optional(list(COMMANDS_MAX)),
};

export const PendingNode = Type.Object(
  {
    requestId: filled(),
    nodeId: filled(),
    ...claims,
    silent: Type.Optional(Type.Boolean()),
    isRepair: Type.Optional(Type.Boolean({ description: "The node is paired already." })),
    ts: instant(),
  },
  { title: "PendingNode", description: "A node that asks to be paired; it waits five minutes." },
);

const pairing = { createdAtMs: instant(), approvedAtMs: instant() };

const PairedNode = Type.Object(
  {
    nodeId: filled(),
    ...claims,
    ...pairing,
    lastConnectedAtMs: Type.Optional(instant()),
  },
  { title: "PairedNode", description: "A node that somebody approved. Its token is not shown." },
);

const Node = Type.Object(
  {
    nodeId: filled(),
    ...facts,
    caps: list(CAPS_MAX),
    commands: list(COMMANDS_MAX),
    pathEnv: Type.Optional(text(PATH_MAX)),
    permissions: Type.Optional(Type.Record(Type.String(), Type.Boolean())),
    connectedAtMs: Type.Optional(instant()),
    paired: Type.Boolean(),
    connected: Type.Boolean(),
  },
  {
    title: "Node",
    description: "A node that is paired, connected or both, with the commands it may be asked for.",
  },
);

const pair = [
  defineMethod({
    name: "node.pair.request",
    summary: "Asks that a node be paired; asking again while that waits is the same request.",
    scope: "pairing",
    params: Type.Object({ nodeId: filled(), ...claims, silent: Type.Optional(Type.Boolean()) }),
    result: Type.Object({
      status: Type.Literal("pending"),
      request: PendingNode,
      created: Type.Boolean(),
    }),
  }),
  defineMethod({
    name: "node.pair.list",
    summary: "Nodes that wait to be paired, and those that are.",
    scope: "pairing",
    params: Type.Object({}),
    result: Type.Object({ pending: Type.Array(PendingNode), paired: Type.Array(PairedNode) }),
  }),
  defineMethod({
    name: "node.pair.approve",
    summary: "Pairs a node that asked. Its token is in this answer and nowhere else.",
    scope: "pairing",
    params: Type.Object({ requestId: filled() }),
    result: Type.Object({
      requestId: filled(),
      node: Type.Object({
        nodeId: filled(),
        token: filled(),
        ...claims,
        ...pairing,
        lastConnectedAtMs: Type.Optional(instant()),
      }),
    }),
  }),
  defineMethod({
    name: "node.pair.reject",
    summary: "Refuses a node that asked to be paired.",
    scope: "pairing",
    params: Type.Object({ requestId: filled() }),
    result: Type.Object({ requestId: filled(), nodeId: filled() }),
  }),
  defineMethod({
    name: "node.pair.verify",
    summary: "Tells whether a token is that of a paired node.",
    scope: "pairing",
    params: Type.Object({ nodeId: filled(), token: text(TEXT_MAX.credential) }),
    result: Type.Object({ ok: Type.Boolean(), node: Type.Optional(PairedNode) }),
  }),
  defineMethod({
    name: "node.pair.remove",
    summary: "Ends the pairing of a node: its token no longer holds, its connection is closed.",
    scope: "pairing",
    params: Type.Object({ nodeId: filled() }),
    result: Type.Object({ nodeId: filled() }),
  }),
];

export const nodes = [
  ...pair,
  defineMethod({
    name: "node.rename",
    summary: "Gives a node another name.",
    scope: "pairing",
    params: Type.Object({ nodeId: filled(), displayName: filled() }),
    result: Type.Object({ nodeId: filled(), displayName: filled() }),
  }),
  defineMethod({
    name: "node.list",
    summary: "Nodes that are paired or connected; the connected ones first, then by name.",
    scope: "read",
    params: Type.Object({}),
    result: Type.Object({ ts: instant(), nodes: Type.Array(Node) }),
  }),
  defineMethod({
    name: "node.describe",
    summary: "One node, paired or connected: what it is and which commands it takes.",
    scope: "read",
    params: Type.Object({ nodeId: filled() }),
    result: Type.Object({ ts: instant(), ...Node.properties }),
  }),
  defineMethod({
    name: "node.invoke",
    summary: "Runs a command on a connected node and answers with what the node says.",
    scope: "write",
    params: Type.Object({
      nodeId: filled(),
      command: text(),
      params: Type.Optional(Type.Unknown()),
      timeoutMs: Type.Optional(durationMs()),
      idempotencyKey: idempotencyKey(),
    }),
    result: Type.Object({
      ok: Type.Literal(true),
      nodeId: filled(),
      command: filled(),
      payload: Type.Unknown(),
      payloadJSON: nullable(text(JSON_MAX)),
    }),
  }),
  defineMethod({
    name: "node.invoke.result",
    summary: "A node's answer to `node.invoke.request`.",
    scope: "node",
    params: Type.Object({
      id: filled(),
      nodeId: filled(),
      ok: Type.Boolean(),
      payload: Type.Optional(Type.Unknown()),
      payloadJSON: Type.Optional(text(JSON_MAX)),
      error: Type.Optional(
        Type.Object({ code: Type.Optional(text()), message: Type.Optional(text(TEXT_MAX.note)) }),
      ),
    }),
    result: Type.Object({ ok: Type.Literal(true), ignored: Type.Optional(Type.Literal(true)) }),
  }),
  defineMethod({
    name: "node.event",
    summary: "Something happened on a node: words were heard, a session is to be followed.",
    scope: "node",
    params: Type.Object({
      event: Type.String({
        minLength: 1,
        maxLength: TEXT_MAX.word,
        description: "One of the kinds that `payload` names; another is refused.",
      }),
      payload: Type.Optional(Type.Unknown({ description: `For ${KINDS}.` })),
      payloadJSON: Type.Optional(
        Type.String({
          maxLength: JSON_MAX,
          description: "The payload as JSON text; counts instead of `payload`.",
        }),
      ),
    }),
    result: Type.Object({ ok: Type.Literal(true) }),
  }),
];
