import { PairingRequest, PairingResolved } from "@zero/protocol/schema/device";
import { HealthSummary } from "@zero/protocol/schema/health";
import { PresenceEntry } from "@zero/protocol/schema/presence";
import {
  count,
  durationMs,
  filled,
  idempotencyKey,
  instant,
  nullable,
  runId,
  sessionKey,
  text,
  TEXT_MAX,
} from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineEvent } from "./define.ts";
import { ChatMessage } from "./methods/chat.schema.ts";
import { TalkMode, Triggers } from "./methods/voice.schema.ts";
import { PendingNode } from "./methods/nodes.schema.ts";
import { ExecApprovalRequested, ExecApprovalResolved } from "./methods/exec.schema.ts";

const PRESENCE_KEY =
  "the first of deviceId, instanceId, host, ip and the beginning of text, in lower case.";

export const events = [
  defineEvent({
    name: "connect.challenge",
    summary: "The first frame on every connection: what a device signs.",
    payload: Type.Object({ nonce: filled(), ts: instant() }),
    scope: "all",
    dropIfSlow: false,
    sequenced: false,
  }),
  defineEvent({
    name: "agent",
    summary:
      "One step of a run: its life cycle, its words, its tools. `seq` counts within the run.",
    payload: Type.Object({
      runId: runId(),
      // Absent only on the `error` that the gateway makes when a step is missing.
      seq: Type.Optional(count()),
      stream: Type.Enum(["lifecycle", "assistant", "tool", "compaction", "error"]),
      ts: instant(),
      data: Type.Record(Type.String(), Type.Unknown()),
      sessionKey: Type.Optional(sessionKey()),
    }),
    scope: "all",
    dropIfSlow: false,
  }),
  defineEvent({
    name: "chat",
    summary: "What a session shows: the words so far, then the whole message or why there is none.",
    payload: Type.Object({
      runId: runId(),
      sessionKey: sessionKey(),
      seq: count(),
      state: Type.Enum(["delta", "final", "aborted", "error"]),
      message: Type.Optional(ChatMessage),
      errorMessage: Type.Optional(text(TEXT_MAX.note)),
      usage: Type.Optional(Type.Unknown()),
      stopReason: Type.Optional(text()),
    }),
    scope: "all",
    dropIfSlow: false,
    dropIfSlowStates: ["delta"],
  }),
  defineEvent({
    name: "presence",
    summary: "Who is here. Clients with the `presence-delta` capability get only what changed.",
    payload: Type.Union([
      Type.Object({ presence: Type.Array(PresenceEntry) }),
      Type.Object({
        changed: Type.Array(PresenceEntry),
        removed: Type.Array(filled(), { description: "Keys of rows: " + PRESENCE_KEY }),
      }),
    ]),
    scope: "all",
    dropIfSlow: true,
    versioned: true,
  }),
  defineEvent({
    name: "tick",
    summary: "A sign of life every `policy.tickIntervalMs`.",
    payload: Type.Object({ ts: instant() }),
    scope: "all",
    dropIfSlow: true,
  }),
  defineEvent({
    name: "talk.mode",
    summary: "Somebody began or ended talking with the assistant, or is in another phase of it.",
    payload: TalkMode,
    scope: "all",
    dropIfSlow: true,
  }),
  defineEvent({
    name: "voicewake.changed",
    summary: "Other words wake the assistant from now on.",
    payload: Triggers,
    scope: "all",
    dropIfSlow: true,
  }),
  defineEvent({
    name: "shutdown",
    summary: "The gateway leaves; reconnect, after `restartExpectedMs` where it is given.",
    payload: Type.Object({
      reason: filled(TEXT_MAX.note),
      restartExpectedMs: Type.Optional(durationMs()),
    }),
    scope: "all",
    dropIfSlow: false,
  }),
  defineEvent({
    name: "health",
    summary: "The state of the gateway, when something besides times and ages changed.",
    payload: HealthSummary,
    scope: "all",
    dropIfSlow: false,
    versioned: true,
  }),
  defineEvent({
    name: "device.pair.requested",
    summary: "A device waits for approval.",
    payload: PairingRequest,
    scope: "pairing",
    dropIfSlow: true,
  }),
  defineEvent({
    name: "node.pair.requested",
    summary: "A node asks to be paired.",
    payload: PendingNode,
    scope: "pairing",
    dropIfSlow: true,
  }),
  defineEvent({
    name: "device.pair.resolved",
    summary: "A device was approved or rejected, or nobody answered it in time.",
    payload: PairingResolved,
    scope: "pairing",
    dropIfSlow: true,
  }),
  defineEvent({
    name: "node.pair.resolved",
    summary: "Somebody decided about a node that asked to be paired.",
    payload: Type.Object({
      requestId: filled(),
      nodeId: filled(),
      decision: Type.Enum(["approved", "rejected"]),
      ts: instant(),
    }),
    scope: "pairing",
    dropIfSlow: true,
  }),
  defineEvent({
    name: "node.invoke.request",
    summary: "A node is to run a command and to answer with `node.invoke.result`.",
    payload: Type.Object({
      id: filled(),
      nodeId: filled(),
      command: filled(),
      paramsJSON: nullable(Type.String()),
      timeoutMs: durationMs(),
      idempotencyKey: idempotencyKey(),
    }),
    scope: "node",
    dropIfSlow: false,
    sequenced: false,
  }),
  defineEvent({
    name: "exec.approval.requested",
    summary: "A command waits for a person who may decide about it.",
    payload: ExecApprovalRequested,
    scope: "approvals",
    dropIfSlow: true,
  }),
  defineEvent({
    name: "exec.approval.resolved",
    summary: "A command waits no longer; `decision` is null when nobody decided.",
    payload: ExecApprovalResolved,
    scope: "approvals",
    dropIfSlow: true,
  }),
];
