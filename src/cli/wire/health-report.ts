import type { HealthSummary } from "@zero/protocol";
import { ask } from "./connection.ts";
import { STATUS } from "../failures.ts";
import { printable, type Io } from "../io.ts";
import { JSON_OPTION, RPC_OPTIONS, type OptionTable, type Values } from "../argv/options.ts";
import { lenientConfigurationOf, type Scene } from "../scene.ts";

export const HEALTH_OPTIONS = {
  ...JSON_OPTION,
  ...RPC_OPTIONS,
  verbose: { type: "boolean", summary: "Ask the networks as well, instead of what is known." },
  debug: { type: "boolean", summary: "The same as --verbose." },
} as const satisfies OptionTable;

/** `zero health` and `zero gateway health`: JSON is the gateway's answer, unchanged. */
export async function reportHealth(
  io: Io,
  options: Values<typeof HEALTH_OPTIONS>,
  scene: Scene,
): Promise<number> {
  const configuration = lenientConfigurationOf(scene, io);
  const probe = [options.verbose, options.debug].includes(true);
  const health = await ask(scene, configuration, options, ({ client }) =>
    client.request("health", probe ? { probe } : {}),
  );
  if (options.json) io.json(health);
  else for (const line of healthLines(health, io)) io.line(line);
  return STATUS.ok;
}

export function healthLines(health: HealthSummary, io: Io): string[] {
  const isWell = Object.values(health.services ?? {}).every(({ state }) => state === "ok");
  const well = isWell ? io.style("green", "OK") : io.style("yellow", "degraded");
  const verdict = health.ok ? well : io.style("red", "not OK");
  return [
    `Gateway Health: ${verdict} (${health.durationMs}ms)`,
    ...channelLines(health, io),
    ...serviceLines(health, io),
    `Agents: ${health.agents.map(agentText).join(", ") || "none"}`,
    `Sessions: ${health.sessions.count}`,
  ];
}

function channelLines({ channelOrder, channelLabels, channels }: HealthSummary, io: Io): string[] {
  if (channelOrder.length === 0) return ["Channels: none configured"];
  return channelOrder.map((id) => {
    const { linked, configured } = channels[id] ?? {};
    const label = printable(channelLabels[id] ?? id);
    if (linked) return `${label}: ${io.style("green", "linked")}`;
    return `${label}: ${io.style("yellow", configured ? "not linked" : "not configured")}`;
  });
}

function serviceLines({ services = {} }: HealthSummary, io: Io): string[] {
  return Object.entries(services)
    .filter(([, { state }]) => state !== "ok")
    .map(([name, { state, detail }]) => {
      return `${printable(name)}: ${io.style("yellow", state)} ${printable(detail ?? "")}`.trimEnd();
    });
}

function agentText({ agentId, isDefault }: HealthSummary["agents"][number]): string {
  return isDefault ? `${printable(agentId)} (default)` : printable(agentId);
}
