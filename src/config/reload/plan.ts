import type { ReloadPolicy } from "../define.ts";
import { type Config, sections } from "../generated/sections.ts";
import { KeyTree, type Path, pathText } from "../key-tree.ts";
import { differences } from "./diff.ts";

/** One changed value, and what its key says that has to happen. */
export interface PlannedChange {
  /** As people write it, such as `channels.telegram.botToken`. */
  readonly path: string;
  readonly policy: ReloadPolicy;
  /** The service that takes it over; only of the policy `service`. */
  readonly service?: string;
}

/** What another configuration would do to a gateway that runs. */
export interface ReloadPlan {
  readonly changes: readonly PlannedChange[];
  /**
   * `nothing` changed, or nothing that may be applied; `apply`: what changed is taken over without
   * a restart; `restart`: the gateway starts again in its process.
   */
  readonly action: "nothing" | "apply" | "restart";
  /** Services that take over their part, or start again. */
  readonly services: readonly string[];
  /** What is left as it was until the next start, because of `gateway.reload.mode`. */
  readonly ignored: readonly string[];
}

export interface PlannedReload extends ReloadPlan {
  /** The same paths as `ignored`. */
  readonly ignoredPaths: readonly Path[];
}

/**
 * What has to happen when `after` follows `before`, by the policies on the keys and the mode that
 * `after` asks for (V34). A mode that changes is obeyed at once, also when it is `off`.
 */
export function planReload(before: Config, after: Config): PlannedReload {
  const tree = new KeyTree(sections);
  const paths = differences(before, after);
  const all = paths.map((path) => ({ path, change: changeAt(path, tree) }));
  const { mode } = after.gateway.reload;
  const waits = ({ change }: (typeof all)[number]): boolean => {
    if (change.path.startsWith("gateway.reload.")) return false;
    return mode === "off" || (mode === "hot" && change.policy === "gateway");
  };
  const ignored = all.filter(waits);
  const applied = all.filter((one) => !waits(one)).map(({ change }) => change);
  const isCritical = applied.some(({ path, policy }) => {
    return policy === "gateway" || (mode === "restart" && !path.startsWith("gateway.re"));
  });
  return {
    changes: all.map(({ change }) => change),
    action: applied.length === 0 ? "nothing" : isCritical ? "restart" : "apply",
    services: [...new Set(applied.flatMap(({ service }) => service ?? []))].toSorted(),
    ignored: ignored.map(({ change }) => change.path),
    ignoredPaths: ignored.map(({ path }) => path),
  };
}

function changeAt(path: Path, tree: KeyTree): PlannedChange {
  const nearest = tree.keysTo(path).at(-1)?.key;
  const service = nearest?.service;
  return {
    path: pathText(path),
    policy: nearest?.reload ?? "gateway",
    ...(service === undefined ? {} : { service }),
  };
}

/** The plan in lines for people, one for each change and one for what follows. */
export function planLines({ changes, action, services, ignored }: ReloadPlan): string[] {
  if (changes.length === 0) return ["Nothing changes."];
  const waiting = new Set(ignored);
  const lines = changes.map(({ path, policy, service }) => {
    if (waiting.has(path)) return `  ${path}: waits for the next start (gateway.reload.mode)`;
    if (policy === "live") return `  ${path}: read at the next use`;
    if (policy === "service") return `  ${path}: taken over by ${service ?? "its service"}`;
    return `  ${path}: needs a restart of the gateway in its process`;
  });
  return [...lines, OUTCOME[action](services)];
}

const OUTCOME: Readonly<Record<ReloadPlan["action"], (services: readonly string[]) => string>> = {
  nothing: () => "Nothing is applied.",
  apply: (services) =>
    services.length === 0
      ? "Applied without a restart."
      : `Applied without a restart; touched: ${services.join(", ")}.`,
  restart: () => "The gateway restarts in its process.",
};
