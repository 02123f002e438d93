// Written by `pnpm gen`; edit the declarations instead.
import type { EventRecord, MethodRecord } from "../src/catalogue.ts";

export const methods = [
  {
    "name": "agent",
    "summary": "Runs one turn of an agent: answers when the turn is on disk, and again when it ended.",
    "scope": "write",
    "errors": [
      "AGENT_TIMEOUT",
      "NOT_LINKED"
    ],
    "twoStage": true
  },
  {
    "name": "agent.wait",
    "summary": "Waits until a run ends, or until the time is up; the run goes on either way.",
    "scope": "write",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "channels.status",
    "summary": "Tells which channels and accounts there are and how each is; `probe` asks the networks.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "chat.history",
    "summary": "The newest messages of a session, oldest first; the oldest are left out above 6 MiB.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "chat.send",
    "summary": "Says something in a session and answers at once; a stop word aborts the run instead.",
    "scope": "write",
    "errors": [
      "AGENT_TIMEOUT"
    ],
    "twoStage": false
  },
  {
    "name": "chat.abort",
    "summary": "Aborts the runs of a session, or one of them.",
    "scope": "write",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "exec.approval.request",
    "summary": "Asks a person about a command, and waits until one decided or the time is over.",
    "scope": "approvals",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "exec.approval.resolve",
    "summary": "Decides about a command that waits; each is decided once.",
    "scope": "approvals",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "exec.approval.list",
    "summary": "The commands that wait for a person, the oldest first.",
    "scope": "approvals",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "exec.approvals.get",
    "summary": "The commands that are allowed for good on the gateway's machine.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "exec.approvals.set",
    "summary": "Replaces the commands that are allowed for good on the gateway's machine.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "exec.approvals.node.get",
    "summary": "The commands that are allowed for good on a node.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "exec.approvals.node.set",
    "summary": "Replaces the commands that are allowed for good on a node.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "health",
    "summary": "The whole state of the gateway; a short while old unless `probe` asks the networks.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "status",
    "summary": "A short report for people.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "send",
    "summary": "Sends one message through a linked channel; the same key never sends twice.",
    "scope": "write",
    "errors": [
      "NOT_LINKED"
    ],
    "twoStage": false
  },
  {
    "name": "models.list",
    "summary": "The models that can be named in the configuration right now.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "sessions.list",
    "summary": "Sessions, the most recently used first.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "system-presence",
    "summary": "Everyone who is here now, the most recent first.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "system-event",
    "summary": "Notes something about a machine or the system; it shows in presence at once.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  }
] as const satisfies readonly MethodRecord[];

export const events = [
  {
    "name": "connect.challenge",
    "summary": "The first frame on every connection: what a device signs.",
    "scope": "all",
    "dropIfSlow": false,
    "dropIfSlowStates": [],
    "sequenced": false,
    "versioned": false
  },
  {
    "name": "agent",
    "summary": "One step of a run: its life cycle, its words, its tools. `seq` counts within the run.",
    "scope": "all",
    "dropIfSlow": false,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": false
  },
  {
    "name": "chat",
    "summary": "What a session shows: the words so far, then the whole message or why there is none.",
    "scope": "all",
    "dropIfSlow": false,
    "dropIfSlowStates": [
      "delta"
    ],
    "sequenced": true,
    "versioned": false
  },
  {
    "name": "presence",
    "summary": "Who is here. Clients with the `presence-delta` capability get only what changed.",
    "scope": "all",
    "dropIfSlow": true,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": true
  },
  {
    "name": "tick",
    "summary": "A sign of life every `policy.tickIntervalMs`.",
    "scope": "all",
    "dropIfSlow": true,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": false
  },
  {
    "name": "shutdown",
    "summary": "The gateway leaves; reconnect, after `restartExpectedMs` where it is given.",
    "scope": "all",
    "dropIfSlow": false,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": false
  },
  {
    "name": "health",
    "summary": "The state of the gateway, when something besides times and ages changed.",
    "scope": "all",
    "dropIfSlow": false,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": true
  },
  {
    "name": "exec.approval.requested",
    "summary": "A command waits for a person who may decide about it.",
    "scope": "approvals",
    "dropIfSlow": true,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": false
  },
  {
    "name": "exec.approval.resolved",
    "summary": "A command waits no longer; `decision` is null when nobody decided.",
    "scope": "approvals",
    "dropIfSlow": true,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": false
  }
] as const satisfies readonly EventRecord[];
