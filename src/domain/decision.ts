import type { AgentId, SessionKey } from "./ids.ts";

/**
 * What routing says about an inbound message. Whatever is not spelled out is `ignore`: it fails
 * closed (SR13).
 */
export type Decision =
  | { kind: "ignore"; why: "stranger" | "disabled" | "group" | "empty" }
  | { kind: "answer"; agent: AgentId; session: SessionKey };

/** Who may speak to us in private on a channel (spec.md 7.3, V42: the default is `allowlist`). */
export type DmPolicy = "allowlist" | "open" | "disabled";
