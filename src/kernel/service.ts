export interface StopReason {
  /** What clients and the log are told, such as `gateway stopping`. */
  reason: string;
  /** Set when somebody will start the gateway again. */
  restartExpectedMs?: number;
}

/** What a service says about itself. `degraded` still works; `failed` does not. */
export interface HealthReport {
  state: "ok" | "degraded" | "failed";
  detail?: string;
}

/** A part of the gateway with a start and a stop. Constructing one does no I/O. */
export interface Service {
  readonly name: string;
  /** Resolves when ready; rejecting aborts the boot. */
  start(): Promise<void>;
  /**
   * Finishes or parks what is in flight and releases everything. Called at most once, also after a
   * failed start.
   */
  stop(reason: StopReason): Promise<void>;
  /** How long `stop` may take before it is left behind; 1,000 ms when absent. */
  readonly stopWithinMs?: number;
  health?(): HealthReport;
}
