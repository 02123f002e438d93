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
    "name": "agent.identity.get",
    "summary": "The name and the picture that an agent shows, as far as its owner gave it any.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "agents.list",
    "summary": "The agents of this gateway and how they show themselves.",
    "scope": "read",
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
    "name": "channels.logout",
    "summary": "Stops an account and forgets the credentials that the gateway keeps for it.",
    "scope": "admin",
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
    "name": "chat.inject",
    "summary": "Puts a message of the assistant into a session, without asking a model.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "config.set",
    "summary": "Writes a whole new text of the configuration file; what changed is taken over at once.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "config.apply",
    "summary": "As `config.set`, and restarts the gateway in its process.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "config.patch",
    "summary": "Merges an object into the configuration file, where null deletes (RFC 7396), and restarts.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "config.schema",
    "summary": "JSON Schema of the configuration file, and what a form shows beside each key.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "config.get",
    "summary": "The configuration file as it is now, without its secrets, and what is wrong with it.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "device.pair.list",
    "summary": "Devices that wait for approval and those that have it. Tokens are never shown.",
    "scope": "pairing",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "device.pair.approve",
    "summary": "Lets a waiting device in; nobody can grant more than they have.",
    "scope": "pairing",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "device.pair.reject",
    "summary": "Turns a waiting device away; it may ask again.",
    "scope": "pairing",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "device.token.rotate",
    "summary": "Gives a device a new token, and with `scopes` a narrower grant. Its connections in this role end.",
    "scope": "pairing",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "device.token.revoke",
    "summary": "Ends a role of a device and its connections, until somebody approves the device again.",
    "scope": "pairing",
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
    "name": "logs.tail",
    "summary": "Lines of the gateway's log: the newest ones, or those behind the cursor of an earlier page.",
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
    "name": "poll",
    "summary": "Asks a question with answers to choose from; the same key never asks twice.",
    "scope": "admin",
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
    "name": "usage.status",
    "summary": "What providers say is left of their quotas; none of ours is asked for one.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "usage.cost",
    "summary": "Tokens and costs of the last days, by day; at most 30 seconds old.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.pair.request",
    "summary": "Asks that a node be paired; asking again while that waits is the same request.",
    "scope": "pairing",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.pair.list",
    "summary": "Nodes that wait to be paired, and those that are.",
    "scope": "pairing",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.pair.approve",
    "summary": "Pairs a node that asked. Its token is in this answer and nowhere else.",
    "scope": "pairing",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.pair.reject",
    "summary": "Refuses a node that asked to be paired.",
    "scope": "pairing",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.pair.verify",
    "summary": "Tells whether a token is that of a paired node.",
    "scope": "pairing",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.pair.remove",
    "summary": "Ends the pairing of a node: its token no longer holds, its connection is closed.",
    "scope": "pairing",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.rename",
    "summary": "Gives a node another name.",
    "scope": "pairing",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.list",
    "summary": "Nodes that are paired or connected; the connected ones first, then by name.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.describe",
    "summary": "One node, paired or connected: what it is and which commands it takes.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.invoke",
    "summary": "Runs a command on a connected node and answers with what the node says.",
    "scope": "write",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.invoke.result",
    "summary": "A node's answer to `node.invoke.request`.",
    "scope": "node",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "node.event",
    "summary": "Something happened on a node: words were heard, a session is to be followed.",
    "scope": "node",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "sessions.preview",
    "summary": "The newest words of up to 64 sessions; what a list shows below a name.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "sessions.resolve",
    "summary": "The key of a session that is named by its key, its id or its label.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "sessions.patch",
    "summary": "Changes the settings of a session, which is made when it is new; null clears one.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "sessions.reset",
    "summary": "Gives a session an empty history and a new id; its settings stay.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "sessions.delete",
    "summary": "Removes a session from all lists; its messages are archived under its id.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "sessions.compact",
    "summary": "Lets a session begin at its newest messages; the older ones stay in the database.",
    "scope": "admin",
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
    "name": "wizard.start",
    "summary": "Begins the first run's questions; there is one such session at a time.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "wizard.next",
    "summary": "Answers the step that waits and gets the next one; without an answer, shows it again.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "wizard.cancel",
    "summary": "Ends the session; what was not written yet is forgotten.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "wizard.status",
    "summary": "How the session is.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "queue.list",
    "summary": "What is queued, running, stuck, uncertain or failed; no words of anybody.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "queue.cancel",
    "summary": "Takes a turn, a waiting message or a delivery out of the queue; a running turn ends.",
    "scope": "admin",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "queue.resend",
    "summary": "Puts a delivery that was refused or is uncertain back into the queue.",
    "scope": "admin",
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
  },
  {
    "name": "voicewake.get",
    "summary": "The words that wake an assistant which listens.",
    "scope": "read",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "voicewake.set",
    "summary": "Replaces the words that wake it; without any, the built-in ones count again.",
    "scope": "write",
    "errors": [],
    "twoStage": false
  },
  {
    "name": "talk.mode",
    "summary": "Tells everybody whether somebody talks with the assistant by voice.",
    "scope": "write",
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
    "name": "talk.mode",
    "summary": "Somebody began or ended talking with the assistant, or is in another phase of it.",
    "scope": "all",
    "dropIfSlow": true,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": false
  },
  {
    "name": "voicewake.changed",
    "summary": "Other words wake the assistant from now on.",
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
    "name": "device.pair.requested",
    "summary": "A device waits for approval.",
    "scope": "pairing",
    "dropIfSlow": true,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": false
  },
  {
    "name": "node.pair.requested",
    "summary": "A node asks to be paired.",
    "scope": "pairing",
    "dropIfSlow": true,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": false
  },
  {
    "name": "device.pair.resolved",
    "summary": "A device was approved or rejected, or nobody answered it in time.",
    "scope": "pairing",
    "dropIfSlow": true,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": false
  },
  {
    "name": "node.pair.resolved",
    "summary": "Somebody decided about a node that asked to be paired.",
    "scope": "pairing",
    "dropIfSlow": true,
    "dropIfSlowStates": [],
    "sequenced": true,
    "versioned": false
  },
  {
    "name": "node.invoke.request",
    "summary": "A node is to run a command and to answer with `node.invoke.result`.",
    "scope": "node",
    "dropIfSlow": false,
    "dropIfSlowStates": [],
    "sequenced": false,
    "versioned": false
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
