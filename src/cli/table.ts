import type { Io } from "./io.ts";
import type { ArgumentSpec, OptionTable } from "./argv/options.ts";
import type { Scene } from "./scene.ts";

/** What a file in `commands/` exports. */
interface CommandModule {
  readonly summary: string;
  readonly options: OptionTable;
  readonly argument?: ArgumentSpec;
  /** Resolves with the status to leave with; throws for `report` to tell. */
  run(io: Io, options: never, scene: Scene): Promise<number>;
}

export interface TableRow {
  /** The same sentence as in the file, so that `--help` loads none. */
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** Every command by its words. `commands/gateway/call.ts` is `zero gateway call`. */
export const TABLE: Readonly<Record<string, TableRow>> = {
  setup: {
    summary: "Makes a configuration and a workspace, and never overwrites what is there.",
    load: () => import("./commands/setup.ts"),
  },
  "gateway run": {
    summary: "Runs the gateway until it is stopped.",
    load: () => import("./commands/gateway/run.ts"),
  },
  "gateway status": {
    summary: "Shows which gateway is meant, with which credential, and whether it answers.",
    load: () => import("./commands/gateway/status.ts"),
  },
  "gateway health": {
    summary: "Asks the gateway how it is.",
    load: () => import("./commands/gateway/health.ts"),
  },
  "gateway call": {
    summary: "Calls any method of the gateway.",
    load: () => import("./commands/gateway/call.ts"),
  },
  status: {
    summary: "A short report, also when the gateway is down.",
    load: () => import("./commands/status.ts"),
  },
  health: {
    summary: "How the gateway and its channels are.",
    load: () => import("./commands/health.ts"),
  },
  agent: {
    summary: "Runs one turn of the assistant and prints its answer as it comes.",
    load: () => import("./commands/agent.ts"),
  },
  "message send": {
    summary: "Sends a message through a channel.",
    load: () => import("./commands/message/send.ts"),
  },
  "channels status": {
    summary: "Shows the channels and whether they are linked.",
    load: () => import("./commands/channels/status.ts"),
  },
  "node run": {
    summary: "Offers this machine to a gateway until it is stopped.",
    load: () => import("./commands/node/run.ts"),
  },
  "approvals get": {
    summary: "Shows the commands that are allowed for good.",
    load: () => import("./commands/approvals/get.ts"),
  },
  "approvals set": {
    summary: "Replaces the commands that are allowed for good.",
    load: () => import("./commands/approvals/set.ts"),
  },
  "approvals pending": {
    summary: "Shows the commands that wait for somebody to allow them.",
    load: () => import("./commands/approvals/pending.ts"),
  },
  "approvals approve": {
    summary: "Shows a command that waits, and lets it run.",
    load: () => import("./commands/approvals/approve.ts"),
  },
  "approvals deny": {
    summary: "Refuses a command that waits.",
    load: () => import("./commands/approvals/deny.ts"),
  },
  "approvals allowlist remove": {
    summary: "Takes a command off the list of what is allowed for good.",
    load: () => import("./commands/approvals/allowlist/remove.ts"),
  },
};

export interface GroupRow {
  readonly summary: string;
  /** What runs when no command of the group is named. */
  readonly fallback?: string;
}

/** The words that hold others. */
export const GROUPS: Readonly<Record<string, GroupRow>> = {
  gateway: {
    summary: "Runs the gateway; its commands ask one that runs.",
    fallback: "gateway run",
  },
  message: { summary: "Messages through channels." },
  channels: { summary: "Chat networks." },
  node: { summary: "This machine as a node of a gateway." },
  approvals: { summary: "Which commands may run on nodes." },
};
