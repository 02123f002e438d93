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
  /**
   * It mends the configuration, needs none, or has to work with what is left of one. Every other
   * command is refused while the configuration cannot be used (spec.md 6.1), and can rely on it.
   */
  readonly toleratesInvalidConfig?: true;
  readonly load: () => Promise<CommandModule>;
}

/** Every command by its words. `commands/gateway/call.ts` is `zero gateway call`. */
export const TABLE: Readonly<Record<string, TableRow>> = {
  setup: {
    summary: "Makes a configuration and a workspace; what is there changes only by a flag.",
    load: () => import("./commands/setup.ts"),
  },
  onboard: {
    summary: "Asks everything that a first run needs, and sets it up.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/onboard.ts"),
  },
  configure: {
    summary: "Asks about one part of the configuration and changes it.",
    load: () => import("./commands/configure.ts"),
  },
  reset: {
    summary: "Forgets the configuration, or more, so that a first run can follow.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/reset.ts"),
  },
  uninstall: {
    summary: "Removes the service, the state, the workspace, or all of it.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/uninstall.ts"),
  },
  completion: {
    summary: "Prints a script that completes commands and options in a shell.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/completion.ts"),
  },
  "gateway run": {
    summary: "Runs the gateway until it is stopped.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/gateway/run.ts"),
  },
  "gateway status": {
    summary: "Shows the service, which gateway is meant, and whether it answers.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/gateway/status.ts"),
  },
  "gateway install": {
    summary: "Installs the gateway as a service that starts by itself, and starts it.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/gateway/install.ts"),
  },
  "gateway uninstall": {
    summary: "Stops the service and removes it; state and configuration stay.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/gateway/uninstall.ts"),
  },
  "gateway start": {
    summary: "Starts the installed service; starts it anew when it runs.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/gateway/start.ts"),
  },
  "gateway stop": {
    summary: "Stops the installed service; it starts again at the next login or boot.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/gateway/stop.ts"),
  },
  "gateway restart": {
    summary: "Restarts the installed service.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/gateway/restart.ts"),
  },
  "gateway health": {
    summary: "Asks the gateway how it is.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/gateway/health.ts"),
  },
  "gateway probe": {
    summary: "Looks which gateways answer: here, at the remote address, through SSH.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/gateway/probe.ts"),
  },
  "gateway call": {
    summary: "Calls any method of the gateway.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/gateway/call.ts"),
  },
  "gateway usage-cost": {
    summary: "Shows what answers cost, day by day.",
    load: () => import("./commands/gateway/usage-cost.ts"),
  },
  "config diff": {
    summary: "Compares an earlier version of the configuration file with the file.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/config/diff.ts"),
  },
  "config get": {
    summary: "Shows a value of the configuration, or all of it; secrets as fingerprints.",
    load: () => import("./commands/config/get.ts"),
  },
  "config history": {
    summary: "Lists the versions that the configuration file has had.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/config/history.ts"),
  },
  "config plan": {
    summary: "Shows what another configuration would do to the gateway that runs.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/config/plan.ts"),
  },
  "config rollback": {
    summary: "Puts an earlier version of the configuration file back.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/config/rollback.ts"),
  },
  "config schema": {
    summary: "Prints the JSON Schema of the configuration file.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/config/schema.ts"),
  },
  "config set": {
    summary: "Sets a value in the configuration file, and leaves the rest as it is written.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/config/set.ts"),
  },
  "config unset": {
    summary: "Removes a value from the configuration file; its default holds again.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/config/unset.ts"),
  },
  "config validate": {
    summary: "Checks the configuration exactly as the gateway does.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/config/validate.ts"),
  },
  status: {
    summary: "A short report, also when the gateway is down.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/status.ts"),
  },
  "backup create": {
    summary: "Writes one file with all that a gateway needs to go on elsewhere.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/backup/create.ts"),
  },
  "backup verify": {
    summary: "Reads a backup to its end and says whether it can be restored.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/backup/verify.ts"),
  },
  "backup restore": {
    summary: "Puts a backup in place, and keeps what was there beside it.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/backup/restore.ts"),
  },
  doctor: {
    summary: "Finds what is wrong with a gateway's files and surroundings, and repairs it.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/doctor.ts"),
  },
  "security audit": {
    summary: "Looks for settings and files that let others in, and closes some of them.",
    load: () => import("./commands/security/audit.ts"),
  },
  health: {
    summary: "How the gateway and its channels are.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/health.ts"),
  },
  sessions: {
    summary: "Lists the sessions, the most recently used first.",
    load: () => import("./commands/sessions.ts"),
  },
  logs: {
    summary: "Shows the gateway's log, and follows it.",
    toleratesInvalidConfig: true,
    load: () => import("./commands/logs.ts"),
  },
  "queue list": {
    summary: "Shows what is queued, running, stuck, uncertain or failed.",
    load: () => import("./commands/queue/list.ts"),
  },
  "queue cancel": {
    summary: "Takes something out of the queue; a turn that runs is ended.",
    load: () => import("./commands/queue/cancel.ts"),
  },
  "queue resend": {
    summary: "Sends a delivery again that failed or may not have arrived.",
    load: () => import("./commands/queue/resend.ts"),
  },
  agent: {
    summary: "Runs one turn of the assistant and prints its answer as it comes.",
    load: () => import("./commands/agent.ts"),
  },
  "message send": {
    summary: "Sends a message through a channel.",
    load: () => import("./commands/message/send.ts"),
  },
  "message poll": {
    summary: "Asks a question with answers to choose from, through a channel.",
    load: () => import("./commands/message/poll.ts"),
  },
  "channels status": {
    summary: "Shows the channels and whether they are linked.",
    load: () => import("./commands/channels/status.ts"),
  },
  "devices list": {
    summary: "Shows devices that wait for approval, and those that have it.",
    load: () => import("./commands/devices/list.ts"),
  },
  "devices approve": {
    summary: "Lets a device in that waits; `devices list` shows what it asks for.",
    load: () => import("./commands/devices/approve.ts"),
  },
  "devices reject": {
    summary: "Turns a device away that waits; it may ask again.",
    load: () => import("./commands/devices/reject.ts"),
  },
  "devices rotate": {
    summary: "Gives a device a new token and ends its connections in that role.",
    load: () => import("./commands/devices/rotate.ts"),
  },
  "devices revoke": {
    summary: "Ends a role of a device and its connections, until it is approved again.",
    load: () => import("./commands/devices/revoke.ts"),
  },
  "nodes approve": {
    summary: "Lets a node in that waits; prints the token of one with a pairing of its own, once.",
    load: () => import("./commands/nodes/approve.ts"),
  },
  "nodes describe": {
    summary: "Shows one node: what it is and which commands it takes.",
    load: () => import("./commands/nodes/describe.ts"),
  },
  "nodes invoke": {
    summary: "Runs a command on a connected node and prints its answer.",
    load: () => import("./commands/nodes/invoke.ts"),
  },
  "nodes list": {
    summary: "Lists the nodes that wait to be paired, and those that are.",
    load: () => import("./commands/nodes/list.ts"),
  },
  "nodes pending": {
    summary: "Lists the nodes that wait to be paired.",
    load: () => import("./commands/nodes/pending.ts"),
  },
  "nodes reject": {
    summary: "Refuses a node that asked to be paired.",
    load: () => import("./commands/nodes/reject.ts"),
  },
  "nodes remove": {
    summary: "Ends the pairing of a node and closes its connection.",
    load: () => import("./commands/nodes/remove.ts"),
  },
  "nodes rename": {
    summary: "Gives a node another name.",
    load: () => import("./commands/nodes/rename.ts"),
  },
  "nodes status": {
    summary: "Lists the nodes that are known, and whether they are connected.",
    load: () => import("./commands/nodes/status.ts"),
  },
  "node run": {
    summary: "Offers this machine to a gateway until it is stopped.",
    toleratesInvalidConfig: true,
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
  "browser profiles": {
    summary: "Lists the browser profiles and where their browsers are.",
    load: () => import("./commands/browser/profiles.ts"),
  },
  "browser create-profile": {
    summary: "Makes a browser profile, with a port that is free in the configuration.",
    load: () => import("./commands/browser/create-profile.ts"),
  },
  "browser delete-profile": {
    summary: "Removes a browser profile from the configuration; its port is free again.",
    load: () => import("./commands/browser/delete-profile.ts"),
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
  config: {
    summary: "The configuration file: look, change, compare, take back.",
    fallback: "configure",
  },
  queue: {
    summary: "What the gateway has to do, and what it could not do.",
    fallback: "queue list",
  },
  message: { summary: "Messages through channels." },
  channels: { summary: "Chat networks." },
  devices: { summary: "Who may connect: approve devices and take their grants away." },
  nodes: { summary: "Devices that run commands for the gateway." },
  node: { summary: "This machine as a node of a gateway." },
  security: { summary: "Who could get in." },
  backup: { summary: "One file to go on from when the disk is gone: make, check, restore." },
  browser: { summary: "Browsers for agents: their profiles and ports." },
  approvals: { summary: "Which commands may run on nodes." },
};
