import {
  count,
  durationMs,
  filled,
  instant,
  nullable,
  sessionKey,
  TEXT_MAX,
} from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

const PATH_MAX = 4_096;
const SHOWN_MAX = 16_384;
const ESCAPED = "Quotes and backslashes are escaped, and what not every screen shows is `\\u{…}`.";

const approvalId = () => filled(TEXT_MAX.id);
const Decision = () => Type.Enum(["allow-once", "allow-always", "deny"]);
const decided = () => nullable(Decision());

/** What a person is shown of a command. */
const Subject = Type.Object({
  command: filled(SHOWN_MAX),
  cwd: Type.Optional(filled(SHOWN_MAX)),
  host: Type.Optional(filled(SHOWN_MAX)),
  security: Type.Optional(filled(SHOWN_MAX)),
  ask: Type.Optional(filled(SHOWN_MAX)),
  agentId: Type.Optional(filled(SHOWN_MAX)),
  resolvedPath: Type.Optional(filled(SHOWN_MAX)),
  sessionKey: Type.Optional(filled(SHOWN_MAX)),
  nodeId: Type.Optional(filled(SHOWN_MAX)),
  digest: Type.Optional(filled()),
  interpreter: Type.Optional(filled(SHOWN_MAX)),
  env: Type.Optional(Type.Array(filled(SHOWN_MAX), { maxItems: 64 })),
  timeoutMs: Type.Optional(durationMs()),
  hash: Type.Optional(filled()),
});

export const ExecApprovalRequested = Type.Object(
  { id: approvalId(), request: Subject, createdAtMs: instant(), expiresAtMs: instant() },
  { title: "ExecApprovalRequested", description: `A command that waits for a person. ${ESCAPED}` },
);

export const ExecApprovalResolved = Type.Object({
  id: approvalId(),
  decision: decided(),
  resolvedBy: Type.Optional(filled()),
  ts: instant(),
});

const AllowedFile = Type.Object({
  path: filled(PATH_MAX),
  digest: Type.String({ pattern: "^[0-9a-f]{64}$" }),
});

const ExecAllowances = Type.Object(
  {
    version: Type.Literal(1),
    allowlist: Type.Array(
      Type.Object({
        id: Type.String({ pattern: "^[A-Za-z0-9_-]{1,64}$" }),
        argv: Type.Array(Type.String({ maxLength: 65_536 }), { minItems: 1, maxItems: 256 }),
        binary: AllowedFile,
        interpreter: nullable(AllowedFile),
        cwd: filled(PATH_MAX),
        env: Type.Record(Type.String(), Type.String({ maxLength: 32_768 }), { maxProperties: 64 }),
        createdAtMs: count(),
      }),
      { maxItems: 500 },
    ),
  },
  {
    title: "ExecAllowances",
    description: "Commands that were allowed for good: exactly these, no patterns.",
  },
);

const AllowanceView = Type.Object({
  path: filled(PATH_MAX),
  exists: Type.Boolean(),
  hash: filled(),
  file: ExecAllowances,
});

/** Checked by its own reader, which says what is wrong and where. */
const newAllowances = () =>
  Type.Record(Type.String(), Type.Unknown(), { description: "An `ExecAllowances`." });
const nodeId = () => filled(TEXT_MAX.id);
const baseHash = () => Type.Optional(filled());

export const exec = [
  defineMethod({
    name: "exec.approval.request",
    summary: "Asks a person about a command, and waits until one decided or the time is over.",
    scope: "approvals",
    params: Type.Object({
      id: Type.Optional(approvalId()),
      command: filled(65_536),
      cwd: Type.Optional(filled(PATH_MAX)),
      host: Type.Optional(filled()),
      security: Type.Optional(filled()),
      ask: Type.Optional(filled()),
      agentId: Type.Optional(filled()),
      resolvedPath: Type.Optional(filled(PATH_MAX)),
      sessionKey: Type.Optional(sessionKey()),
      timeoutMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 600_000 })),
    }),
    result: Type.Object({
      id: approvalId(),
      decision: decided(),
      createdAtMs: instant(),
      expiresAtMs: instant(),
    }),
  }),
  defineMethod({
    name: "exec.approval.resolve",
    summary: "Decides about a command that waits; each is decided once.",
    scope: "approvals",
    params: Type.Object({ id: approvalId(), decision: Decision() }),
    result: Type.Object({ ok: Type.Literal(true) }),
  }),
  defineMethod({
    name: "exec.approval.list",
    summary: "The commands that wait for a person, the oldest first.",
    scope: "approvals",
    params: Type.Object({}),
    result: Type.Object({ pending: Type.Array(ExecApprovalRequested) }),
  }),
  defineMethod({
    name: "exec.approvals.get",
    summary: "The commands that are allowed for good on the gateway's machine.",
    scope: "admin",
    params: Type.Object({}),
    result: AllowanceView,
  }),
  defineMethod({
    name: "exec.approvals.set",
    summary: "Replaces the commands that are allowed for good on the gateway's machine.",
    scope: "admin",
    params: Type.Object({ file: newAllowances(), baseHash: baseHash() }),
    result: AllowanceView,
  }),
  defineMethod({
    name: "exec.approvals.node.get",
    summary: "The commands that are allowed for good on a node.",
    scope: "admin",
    params: Type.Object({ nodeId: nodeId() }),
    result: AllowanceView,
  }),
  defineMethod({
    name: "exec.approvals.node.set",
    summary: "Replaces the commands that are allowed for good on a node.",
    scope: "admin",
    params: Type.Object({ nodeId: nodeId(), file: newAllowances(), baseHash: baseHash() }),
    result: AllowanceView,
  }),
];
