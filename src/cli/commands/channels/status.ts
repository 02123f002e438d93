import type { ChannelsStatusResult } from "@zero/protocol";
import type { Configuration } from "../../../config/load.ts";
import { ask, ASK_TIMEOUT_MS } from "../../wire/connection.ts";
import { CommandError, STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";

export const summary = "Shows the channels and whether they are linked.";
export const options = {
  probe: { type: "boolean", summary: "Ask the networks who we are." },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

/** Without a gateway it shows what is configured, says that this is all, and fails. */
export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const configuration = configurationOf(scene);
  const params = { probe: given.probe ?? false, timeoutMs: given.timeout ?? ASK_TIMEOUT_MS };
  try {
    const status = await ask(scene, configuration, given, ({ client }) =>
      client.request("channels.status", params),
    );
    if (given.json) io.json(status);
    else for (const line of statusLines(status, io)) io.line(line);
    return STATUS.ok;
  } catch (error) {
    if (error instanceof CommandError) showConfigured(io, given, configuration, error.message);
    throw error;
  }
}

function statusLines(status: ChannelsStatusResult, io: Io): string[] {
  if (status.channelOrder.length === 0) {
    return ["No channel is configured. Add one under `channels` in the configuration."];
  }
  return status.channelOrder.flatMap((id) => {
    const label = printable(status.channelLabels[id] ?? id);
    const accounts = status.channelAccounts[id] ?? [];
    if (accounts.length === 0) return [`${label}: ${io.style("yellow", "not configured")}`];
    return accounts.flatMap((account) => [
      `${label} ${accountText(account, io)}`,
      ...knockLines(account, id),
    ]);
  });
}

type Account = ChannelsStatusResult["channelAccounts"][string][number];

function accountText(account: Account, io: Io): string {
  const state = account.linked
    ? io.style("green", "linked")
    : io.style("yellow", account.configured === false ? "not configured" : "not linked");
  const facts = [
    account.enabled === false ? "disabled" : undefined,
    account.running === false ? "not running" : undefined,
    account.lastError ? printable(account.lastError) : undefined,
  ].filter((fact) => fact !== undefined);
  return [`${printable(account.accountId)}: ${state}`, ...facts].join(", ");
}

/** Who wrote without being admitted, and what lets them in (A7). */
function knockLines({ accountId, knockCount = 0, knocks = [] }: Account, channel: string) {
  if (knocks.length === 0) return [];
  const place = accountId === "default" ? channel : `${channel}.accounts.${accountId}`;
  const people = knockCount === 1 ? "1 person" : `${knockCount} people`;
  const lines = knocks.map(({ sender, name, count }) => {
    const who = name === undefined ? sender : `${sender} (calls themselves "${name}")`;
    return `    ${printable(who)}, ${count} ${count === 1 ? "message" : "messages"}`;
  });
  return [
    `  ${people} wrote without being admitted, and got no answer:`,
    ...lines,
    `  To let somebody in, add the number to channels.${place}.allowFrom.`,
  ];
}

function showConfigured(io: Io, given: Given, { config }: Configuration, error: string): void {
  const configured = Object.entries(config.channels ?? {}).map(([id, settings]) => {
    return { id, enabled: isEnabled(settings) };
  });
  if (given.json) {
    io.json({ gatewayReachable: false, error, configOnly: true, channels: configured });
    return;
  }
  io.line("Configured, as far as the file says:");
  if (configured.length === 0) io.line("  no channel");
  for (const { id, enabled } of configured) io.line(`  ${id}: ${enabled ? "enabled" : "disabled"}`);
}

function isEnabled(settings: unknown): boolean {
  const enabled =
    typeof settings === "object" && settings !== null && "enabled" in settings
      ? settings.enabled
      : true;
  return enabled !== false;
}
