import { type PortConfig, portPlan, sharedPorts } from "../../config/ports/plan.ts";

/** Ports that are named; more are counted. */
const NAMED_MAX = 2;

/** Ports that two configurations count on, in words; undefined when they share none. */
export function sharedPortsText(own: PortConfig, other: PortConfig): string | undefined {
  const shared = sharedPorts(portPlan(own), portPlan(other));
  if (shared.length === 0) return undefined;
  const named = shared.slice(0, NAMED_MAX).map(({ port, own: here, other: there }) => {
    return `${port} (${here} here, ${there} there)`;
  });
  const more = shared.length - named.length;
  return more === 0 ? named.join(" and ") : `${named.join(", ")} and ${more} more`;
}

/** True where one of them is that of a browser profile, which stays when `gateway.port` moves. */
export function hasFixedPorts(own: PortConfig, other: PortConfig): boolean {
  return sharedPorts(portPlan(own), portPlan(other)).some(({ isFixed }) => isFixed);
}
