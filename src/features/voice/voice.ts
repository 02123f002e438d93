import sql from "sql-template-tag";
import type { Clock } from "../../kernel/clock.ts";
import { type Store, write } from "../../store/store.ts";

/**
 * One word, and the shortest that is still the product's own: whoever listens for it also hears
 * "hey zero", so no second one is needed.
 */
const DEFAULT_TRIGGERS: readonly string[] = ["zero"];

/** Whether somebody talks with the assistant by voice, and in which phase they are. */
export interface TalkMode {
  readonly enabled: boolean;
  readonly phase: string | null;
  readonly ts: number;
}

export interface VoiceOptions {
  store: Pick<Store, "commit" | "rows">;
  clock: Clock;
  /** Tells everybody about new triggers. */
  changed: (triggers: readonly string[]) => void;
  /** Tells everybody about another mode. */
  talked: (mode: TalkMode) => void;
}

/** The words that wake the assistant, and the mode in which it is talked with. */
export class Voice {
  readonly #options: VoiceOptions;
  /** Changes wait for one another: the last one that was asked for is the one that stays. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: VoiceOptions) {
    this.#options = options;
  }

  /** What was set last, else our own. Rejects like the store. */
  async triggers(): Promise<readonly string[]> {
    const rows = await this.#options.store.rows<{ words: string }>(
      sql`SELECT words FROM voice_triggers ORDER BY place`,
    );
    return rows.length === 0 ? DEFAULT_TRIGGERS : rows.map(({ words }) => words);
  }

  /**
   * Replaces the triggers, trimmed and each once; without any, our own count again. On disk when it
   * resolves. Rejects like the store.
   */
  setTriggers(wanted: readonly string[]): Promise<readonly string[]> {
    const set = this.#turn.then(() => this.#replace(cleaned(wanted)));
    this.#turn = set.catch(() => undefined);
    return set;
  }

  /** Passes a mode on to everybody. */
  talk(enabled: boolean, phase: string | undefined): TalkMode {
    const mode = { enabled, phase: phase ?? null, ts: this.#options.clock.now() };
    this.#options.talked(mode);
    return mode;
  }

  async #replace(wanted: readonly string[]): Promise<readonly string[]> {
    const before = await this.triggers();
    await this.#options.store.commit([
      write(sql`DELETE FROM voice_triggers`),
      ...wanted.map((words, place) =>
        write(sql`INSERT INTO voice_triggers (place, words) VALUES (${place}, ${words})`, 1),
      ),
    ]);
    const now = await this.triggers();
    if (JSON.stringify(now) !== JSON.stringify(before)) this.#options.changed(now);
    return now;
  }
}

/** Spoken words have no case, so two that differ in nothing else are one. */
function cleaned(wanted: readonly string[]): readonly string[] {
  const words = wanted.map((trigger) => trigger.trim().replace(/\s+/g, " ")).filter(Boolean);
  return [...new Map(words.map((trigger) => [trigger.toLowerCase(), trigger])).values()];
}
