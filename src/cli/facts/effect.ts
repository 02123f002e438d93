import type { Configuration } from "../../config/load.ts";
import { loadLastGood } from "../../config/reload/last-good.ts";
import { planReload, type ReloadPlan } from "../../config/reload/plan.ts";
import { objectionTo } from "../../config/rules/objections.ts";
import { holderOf } from "../../store/lock-note.ts";
import { type Scene, validityOf } from "../scene.ts";

/** A gateway that has read this configuration file, and what it read. */
interface RunningGateway {
  readonly pid: number;
  readonly before: Configuration;
}

/** What a change of the file does to the gateway that runs. */
export interface Effect extends Pick<ReloadPlan, "services" | "ignored"> {
  readonly pid: number;
  /** `refuse`: it goes on with what it has. */
  readonly action: ReloadPlan["action"] | "refuse";
  /** The same in one line. */
  readonly says: string;
}

/** Undefined where none runs with this file. */
export function runningGateway({ paths, env }: Scene): RunningGateway | undefined {
  const holder = holderOf(paths.stateDir);
  // Without a port it is no gateway, or not one yet: it reads what is written now.
  if (holder?.port === undefined || holder.config !== paths.configPath) return undefined;
  // One that has just begun has kept nothing yet, and has read the file as it is.
  const before = loadLastGood({ paths, env }) ?? validityOf({ paths, env }).configuration;
  return { pid: holder.pid, before };
}

/** By the plan that `zero config plan` shows. */
export function effectOn(
  { pid, before }: RunningGateway,
  after: Configuration,
  { program }: Scene,
): Effect {
  // One that was started with --allow-unconfigured goes on without a mode.
  const allowUnconfigured = before.config.gateway.mode !== "local";
  const why = objectionTo(after, { program, allowUnconfigured });
  const who = `The gateway that runs (pid ${pid})`;
  if (why !== undefined) {
    const says = `${who} refuses it and goes on as it is: ${why.split("\n").join(" ")}`;
    return { pid, action: "refuse", services: [], ignored: [], says };
  }
  const { action, services, ignored } = planReload(before.config, after.config);
  const waits =
    ignored.length === 0
      ? ""
      : ` Waiting for the next start (gateway.reload.mode): ${ignored.join(", ")}.`;
  const says = `${who} ${OUTCOME[action]}.${waits}`;
  return { pid, action, services, ignored, says };
}

const OUTCOME: Readonly<Record<ReloadPlan["action"], string>> = {
  nothing: "changes nothing now",
  apply: "takes it over without a restart",
  restart: "restarts in its process for it",
};
