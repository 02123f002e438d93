import type {
  ConfigApplyParams,
  ConfigApplyResult,
  ConfigGetResult,
  ConfigSchemaResult,
  ConfigSetParams,
  ConfigSetResult,
  QueueCancelResult,
  QueueListResult,
  QueueResendResult,
  WizardNextParams,
  WizardNextResult,
  WizardStartParams,
  WizardStartResult,
  WizardStatusResult,
} from "@zero/protocol";
import type { Frozen } from "../define.ts";

/** A change of the configuration file that a client asks for. */
export type ConfigChange = ConfigSetParams & Omit<ConfigApplyParams, keyof ConfigSetParams>;

/** The configuration file, without its secrets. */
export interface ConfigFileView {
  /** Trouble with the file is part of what it returns. */
  view(): Frozen<ConfigGetResult>;
  /** Writes a whole new text. Rejects with INVALID_REQUEST, and nothing is written then. */
  replace(change: ConfigChange): Promise<Frozen<ConfigSetResult>>;
  /** As `replace`, or merges a patch, and restarts the gateway in its process. */
  apply(
    change: ConfigChange,
    method: "config.apply" | "config.patch",
  ): Promise<Frozen<ConfigApplyResult>>;
  /** What may stand in the file, and how a form shows it. */
  schema(): Promise<Frozen<ConfigSchemaResult>>;
}

/** The first run's questions for a client (spec.md 2.6). */
export interface WizardView {
  /** Rejects with UNAVAILABLE while another session runs, INVALID_REQUEST for a wrong answer. */
  start(given: WizardStartParams): Promise<WizardStartResult>;
  /** Both reject with INVALID_REQUEST when there is no such session, or it has ended. */
  next(sessionId: string, answer?: WizardNextParams["answer"]): Promise<WizardNextResult>;
  cancel(sessionId: string): WizardStatusResult;
  /** Throws INVALID_REQUEST when there is no such session. */
  status(sessionId: string): WizardStatusResult;
}

/** What the gateway has to do, and what its owner changes about that. */
export interface QueueView {
  /** At most `limit` items of each kind. */
  list(limit: number): Promise<Frozen<QueueListResult>>;
  /** Rejects with INVALID_REQUEST for what is unknown or over, UNAVAILABLE while it changes. */
  cancel(id: string, by: string): Promise<QueueCancelResult>;
  /** Rejects likewise; also with UNAVAILABLE when too much is owed. */
  resend(id: string, by: string): Promise<QueueResendResult>;
}
