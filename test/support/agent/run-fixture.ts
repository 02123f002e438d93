import type { AgentId, RunId, SessionKey } from "../../../src/domain/ids.ts";
import type { Message, Run, RunEvent } from "../../../src/domain/run.ts";
import type { TurnRequest } from "../../../src/domain/turn.ts";
import type { Journal } from "../../../src/features/agent/journal.ts";
import type { RunLimits } from "../../../src/features/agent/limits.ts";
import { type Executed, type Preferences, RunLoop } from "../../../src/features/agent/loop.ts";
import type { Model } from "../../../src/features/agent/model.ts";
import type { PromptFile } from "../../../src/features/agent/prompt/workspace.ts";
import type { Tool } from "../../../src/features/agent/tools/tool.ts";
import { Toolbox } from "../../../src/features/agent/tools/toolbox.ts";
import { type Clock, systemClock } from "../../../src/kernel/clock.ts";
import { silentLog } from "../../../src/kernel/log.ts";

export const SESSION = "agent:main:main" as SessionKey;
export const AGENT = "main" as AgentId;

/** A journal in memory that keeps what was recorded, commit by commit. */
export class MemoryJournal implements Journal {
  readonly commits: (readonly Message[])[] = [];
  readonly #steps: readonly Message[];
  readonly #history: readonly Message[];

  constructor(steps: readonly Message[] = [], history: readonly Message[] = []) {
    this.#steps = steps;
    this.#history = history;
  }

  get recorded(): readonly Message[] {
    return this.commits.flat();
  }

  async steps(): Promise<readonly Message[]> {
    return [...this.#steps, ...this.recorded];
  }

  async record(messages: readonly Message[]): Promise<void> {
    this.commits.push(messages);
  }

  async window(_session: SessionKey, unitsMax: number): Promise<readonly Message[]> {
    const all = [...this.#history, ...this.#steps, ...this.recorded];
    let units = 0;
    const from = all.findLastIndex((message) => {
      units += JSON.stringify(message).length;
      return units > unitsMax;
    });
    return all.slice(from + 1);
  }
}

export function turnRequest(text: string, more: Partial<TurnRequest> = {}): TurnRequest {
  const id = "run-1" as RunId;
  return { id, agent: AGENT, session: SESSION, text, origin: { kind: "client" }, ...more };
}

export function userStep(text: string, run = "run-1"): Message {
  const content = [{ type: "text" as const, text }];
  return { session: SESSION, run: run as RunId, step: 0, role: "user", content, at: 1 };
}

const LIMITS: RunLimits = {
  totalMs: 600_000,
  firstTokenMs: 180_000,
  silenceMs: 90_000,
  toolMs: 60_000,
  toolCalls: 50,
  outputChars: 200_000,
};

export interface FixtureOptions {
  readonly models: readonly Model[];
  readonly request?: TurnRequest;
  readonly preferences?: Preferences;
  readonly journal?: Journal;
  readonly tools?: readonly Tool[];
  readonly clock?: Clock;
  readonly limits?: Partial<RunLimits>;
  readonly contextTokens?: number;
  readonly files?: readonly PromptFile[];
  readonly signal?: AbortSignal;
  readonly mark?: () => string;
  readonly onEvent?: (event: RunEvent) => void;
}

export interface FixtureRun extends Executed {
  readonly events: readonly RunEvent[];
  /** The text that observers saw, joined. */
  readonly streamed: string;
}

/** Executes one run with real parts around scripted models. */
export async function executeRun(options: FixtureOptions): Promise<FixtureRun> {
  const request = options.request ?? turnRequest("hello");
  const { clock = systemClock, tools = [], files = [] } = options;
  const limits = { ...LIMITS, ...options.limits };
  const events: RunEvent[] = [];
  const loop = new RunLoop(
    {
      clock,
      log: silentLog,
      journal: options.journal ?? new MemoryJournal([userStep(request.text)]),
      toolbox: new Toolbox({ tools, clock, log: silentLog, toolMs: limits.toolMs }),
      workspace: { files: async () => files },
      limits,
      contextTokens: options.contextTokens ?? 200_000,
      preferences: async () => options.preferences ?? {},
      candidates: async () => options.models,
      mark: options.mark ?? (() => "0123456789abcdef"),
    },
    {
      run: runOf(request),
      request,
      signal: options.signal ?? new AbortController().signal,
      onEvent(event) {
        events.push(event);
        options.onEvent?.(event);
      },
    },
  );
  const executed = await loop.execute();
  const streamed = events.map((event) => (event.kind === "text" ? event.delta : "")).join("");
  return { ...executed, events, streamed };
}

function runOf({ id, agent, session }: TurnRequest): Run {
  return { id, agent, session, state: "running", attempts: 1, acceptedAt: 0 };
}
