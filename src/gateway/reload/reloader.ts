import type { Config } from "../../config/generated/sections.ts";
import { keepLastGood } from "../../config/reload/last-good.ts";
import { loadConfig, readMainFile, type Configuration, type MainFile } from "../../config/load.ts";
import { pathText } from "../../config/key-tree.ts";
import { ConfigError, sentenceOf } from "../../config/problems.ts";
import { differences, withOld } from "../../config/reload/diff.ts";
import { planReload, type PlannedReload } from "../../config/reload/plan.ts";
import { type FileWatch, watchFiles } from "../../config/reload/watch.ts";
import type { RunningConfig } from "../../config/reload/running.ts";
import type { Clock, Timer } from "../../kernel/clock.ts";
import { messageOf } from "../../kernel/errors.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import type { HealthReport, Service } from "../../kernel/service.ts";

/** A service that takes over its part of another configuration while it runs. */
export interface Reloadable {
  readonly name: string;
  /** Throws when it could not run with it; changes nothing. */
  verify(next: Config): void;
  /** Takes it over. What is not different goes on undisturbed. */
  reload(next: Config): Promise<void>;
}

export interface ReloaderParts {
  readonly running: RunningConfig;
  readonly services: readonly Reloadable[];
  readonly clock: Clock;
  readonly log: Log;
  /** Why a gateway would not run with a valid configuration; undefined: it would. */
  readonly objection: (configuration: Configuration) => string | undefined;
  /** Takes secrets out of a text that may be shown. */
  readonly scrub: (text: string) => string;
  /** Starts the gateway again in its process, with what the file says then. */
  readonly restart: (reason: string) => void;
  /** What somebody's editor left, for the history. */
  readonly noticed: (file: MainFile) => Promise<void>;
  /** Health is another one. */
  readonly changed: () => void;
  /** What was wrong with the file when the gateway started, which then did without it. */
  readonly problem: ConfigError | undefined;
  /** With what the gateway could not start: the same is not tried again. */
  readonly failed: Config | undefined;
}

/** Problems that are named where there is room for one line. */
const NAMED_MAX = 5;
/** The first clients are answered before: what changes meanwhile is seen at the first look. */
const BEGIN_AFTER_MS = 150;

/**
 * Follows the configuration file (spec.md 7.6): a file that cannot be used changes nothing but
 * health; of one that can, what changed is planned, verified by every service that it touches, and
 * then taken over, or the gateway restarts.
 */
export class Reloader implements Service {
  readonly name = "config";
  readonly #parts: ReloaderParts;
  #trouble: string | undefined;
  /** What the file said at the last look, ignored changes included. */
  #seen: Config | undefined;
  #beginning: Timer | undefined;
  #watch: FileWatch | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isLeaving = false;

  constructor(parts: ReloaderParts) {
    this.#parts = parts;
    if (parts.problem) this.#trouble = this.#wordsOf(parts.problem);
  }

  /** Resolves at once: the watcher's code is brought in when clients have connected. */
  async start(): Promise<void> {
    this.#beginning = this.#parts.clock.after(BEGIN_AFTER_MS, () => {
      this.#begin().catch((error: unknown) => this.#watchFailed(error));
    });
  }

  async stop(): Promise<void> {
    this.#isLeaving = true;
    if (this.#beginning) {
      this.#beginning.cancel();
      this.#keepFirst();
    }
    await this.#watch?.close();
    await this.#looking;
  }

  health(): HealthReport {
    return this.#trouble === undefined
      ? { state: "ok" }
      : { state: "degraded", detail: this.#trouble };
  }

  /** Looks at the file soon, as after a change: somebody has just written it. */
  poke(): void {
    this.#watch?.poke();
  }

  async #begin(): Promise<void> {
    const { running, clock } = this.#parts;
    this.#beginning = undefined;
    this.#keepFirst();
    const watch = await watchFiles({
      files: running.now.files,
      clock,
      debounceMs: () => running.config.gateway.reload.debounceMs,
      changed: () => this.#look(),
      failed: (error) => this.#watchFailed(error),
    });
    if (this.#isLeaving) {
      await watch.close();
      return;
    }
    this.#watch = watch;
    // What changed between the start and now was seen by nobody.
    this.#look();
  }

  #watchFailed(error: unknown): void {
    const what = "the configuration file cannot be watched; restart the gateway after changes";
    this.#parts.log.error(what, errorFields(error));
  }

  /** One look after the other. */
  #look(): void {
    this.#looking = this.#looking
      .then(() => this.#lookNow())
      .catch((error: unknown) => {
        this.#parts.log.error("the configuration could not be reloaded", errorFields(error));
      });
  }

  async #lookNow(): Promise<void> {
    if (this.#isLeaving) return;
    const { running, failed } = this.#parts;
    const { file: before, options } = running.now;
    const file = this.#attempt(() => readMainFile(before.path));
    if (file === "unusable") return;
    if (!file && before.exists) {
      this.#refuse(`${before.path} is gone; put it back before the next start`);
      return;
    }
    if (file?.hash === before.hash && this.#isAlone()) return;
    const next = this.#attempt(() => loadConfig(options, file));
    if (next === "unusable") return;
    // Not by the file's hash: what was wrong may be put right in an included file.
    if (failed && differences(failed, next.config).length === 0) {
      this.#followAlso(next.files);
      return;
    }
    const why = this.#parts.objection(next);
    if (why !== undefined) {
      this.#followAlso(next.files);
      this.#refuse(why);
      return;
    }
    if (file && file.hash !== before.hash) await this.#remember(file);
    // Another process may have held the history until the services were gone.
    if (this.#isLeaving) return;
    this.#watch?.follow(next.files);
    await this.#follow(next, planReload(running.config, next.config));
  }

  /** Nothing but the file itself decides, and what it said the last time is in force. */
  #isAlone(): boolean {
    const { running, failed } = this.#parts;
    return this.#trouble === undefined && !failed && running.now.files.length <= 1;
  }

  async #follow(next: Configuration, plan: PlannedReload): Promise<void> {
    const { log, running, restart } = this.#parts;
    const { action, services, ignored } = plan;
    const keys = this.#newsIn(next.config, plan);
    if (keys.length > 0) {
      const waiting = ignored.filter((path) => keys.includes(path));
      log.info("the configuration changed", { action, keys, services, ignored: waiting });
    }
    if (action === "restart") {
      this.#settle();
      restart("gateway restarting");
      return;
    }
    const config = withOld(next.config, running.config, plan.ignoredPaths);
    const touched = this.#parts.services.filter(({ name }) => services.includes(name));
    try {
      for (const service of touched) service.verify(config);
    } catch (error) {
      this.#refuse(messageOf(error));
      return;
    }
    running.adopt({ ...next, config });
    try {
      for (const service of touched) await service.reload(config);
    } catch (error) {
      log.error("a service could not take over its configuration", errorFields(error));
      restart("gateway restarting");
      return;
    }
    this.#settle();
    // What waits for the next start was never tried.
    if (ignored.length === 0) this.#keep(next);
  }

  /** What changed; what waits for the next start is told once, not at every look. */
  #newsIn(config: Config, { changes, ignored }: PlannedReload): string[] {
    const since = differences(this.#seen ?? this.#parts.running.config, config).map(pathText);
    this.#seen = config;
    const told = new Set(ignored).difference(new Set(since));
    return changes.map(({ path }) => path).filter((path) => !told.has(path));
  }

  #followAlso(files: readonly string[]): void {
    this.#watch?.follow([...new Set([...this.#parts.running.now.files, ...files])]);
  }

  /** A history that cannot be kept is no reason to go on with an old configuration. */
  async #remember(file: MainFile): Promise<void> {
    try {
      await this.#parts.noticed(file);
    } catch (error) {
      const what = "this version of the configuration file is not in its history";
      this.#parts.log.warn(what, errorFields(error));
    }
  }

  #attempt<Result>(read: () => Result): Result | "unusable" {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.#refuse(this.#wordsOf(error));
      // It is put right in one of the files that it names, or where one of them is missing.
      this.#followAlso(error.files);
      return "unusable";
    }
  }

  #wordsOf({ file, problems }: ConfigError): string {
    const named = sentenceOf(problems.slice(0, NAMED_MAX));
    const more = problems.length > NAMED_MAX ? ` (and ${problems.length - NAMED_MAX} more)` : "";
    const what = `${file} cannot be used, so the gateway runs with the last one that could`;
    return `${what}: ${named}${more}`;
  }

  #refuse(why: string): void {
    const detail = this.#parts.scrub(why);
    if (detail === this.#trouble) return;
    this.#trouble = detail;
    this.#parts.log.warn("config reload skipped (invalid config)", { why: detail });
    this.#parts.changed();
  }

  #settle(): void {
    if (this.#trouble === undefined) return;
    this.#trouble = undefined;
    this.#parts.log.info("the configuration file can be used again");
    this.#parts.changed();
  }

  /** What it started with, unless that was the last good one itself. */
  #keepFirst(): void {
    if (this.#trouble === undefined) this.#keep(this.#parts.running.now);
  }

  /** A configuration with which the gateway is ready: the next start may fall back to it. */
  #keep(configuration: Configuration): void {
    try {
      keepLastGood(configuration);
    } catch (error) {
      this.#parts.log.warn("the last good configuration could not be kept", errorFields(error));
    }
  }
}
