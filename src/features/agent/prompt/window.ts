import { type Message, textOf } from "../../../domain/run.ts";
import { clipMiddle } from "../clip.ts";
import { answeredCalls, callsOf } from "../journal.ts";
import type { PromptMessage } from "../model.ts";

/** What a message costs besides its words: role, ids, separators. */
const MESSAGE_TOKENS = 8;
/** What is left of a large tool result, in UTF-16 units. */
const CUT_RESULT_CHARS = 400;

/**
 * A careful guess, above what tokenizers make of prose: a third of the UTF-8 bytes. Where it is too
 * low all the same, the provider's context error leads to a second try with half the room.
 */
export function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3);
}

export function costOf(message: PromptMessage): number {
  let tokens = MESSAGE_TOKENS;
  for (const part of message.content) {
    tokens += part.type === "text" ? tokensOf(part.text) : tokensOf(JSON.stringify(part));
  }
  return tokens;
}

export interface WindowInput {
  /** Earlier messages of the session, oldest first. */
  readonly history: readonly Message[];
  /** Steps of the run that is going on, its user message first. */
  readonly current: readonly Message[];
  readonly budgetTokens: number;
}

/**
 * The messages that a model is given: the current run and as many of the newest earlier runs as
 * fit, whole. Large tool results shrink before a run is left out, those of older runs first;
 * nothing is deleted anywhere (A32).
 */
export function fitWindow({ history, current, budgetTokens }: WindowInput): PromptMessage[] {
  const now = fitCurrent(repair(current), budgetTokens);
  let room = budgetTokens - sum(now.map(costOf));
  const kept: KeptRun[] = [];
  for (const run of wholeRuns(history).toReversed()) {
    const full = repair(run);
    const cut = full.map(cutResults);
    const [fullCost, cutCost] = [sum(full.map(costOf)), sum(cut.map(costOf))];
    if (cutCost > room) break;
    room -= cutCost;
    kept.push({ messages: cut, full, moreTokens: fullCost - cutCost });
  }
  for (const run of kept) {
    if (run.moreTokens > room) continue;
    room -= run.moreTokens;
    run.messages = run.full;
  }
  return [...kept.toReversed().flatMap((run) => run.messages), ...now];
}

interface KeptRun {
  messages: PromptMessage[];
  full: PromptMessage[];
  /** What the full results cost more than the cut ones. */
  moreTokens: number;
}

/**
 * Messages by run, in the order in which the runs began; one that lost its beginning is left out.
 * What was injected while a run went on stands behind that run.
 */
function wholeRuns(history: readonly Message[]): readonly Message[][] {
  const runs = new Map<string, Message[]>();
  for (const message of history) {
    const run = runs.get(message.run);
    if (run) run.push(message);
    else runs.set(message.run, [message]);
  }
  return [...runs.values()].filter((run) => run[0]?.step === 0);
}

/**
 * A run as providers accept it: no failures, nothing empty, and behind each answer a result for
 * each of its calls, also for those that were interrupted.
 */
function repair(run: readonly Message[]): PromptMessage[] {
  const answered = answeredCalls(run);
  const opening = run[0]?.stopReason === "injected" ? [INJECTED] : [];
  const rest = run.filter(isShown).flatMap((message) => {
    if (!message.content.some(hasSubstance)) return [{ ...message, content: NO_WORDS }];
    const open = callsOf(message.content).filter((call) => !answered.has(call.id));
    if (open.length === 0) return [message];
    const results = open.map(
      (call) =>
        ({
          type: "toolResult",
          toolCallId: call.id,
          toolName: call.name,
          result: "interrupted, outcome unknown",
          isError: true,
        }) as const,
    );
    return [message, { role: "toolResult" as const, content: results }];
  });
  return [...opening, ...rest];
}

function isShown(message: Message): boolean {
  if (message.stopReason === "error") return false;
  return message.role !== "assistant" || message.content.some(hasSubstance);
}

/** Providers want a user's message first, and one between two answers. */
const INJECTED: PromptMessage = {
  role: "user",
  content: [{ type: "text", text: "[nobody asked for the next message; it was put here]" }],
};

/** Providers refuse an empty message, and a run without its first one would make no sense. */
const NO_WORDS = [{ type: "text" as const, text: "[empty message]" }];

function hasSubstance(part: Message["content"][number]): boolean {
  return part.type !== "text" || part.text.trim() !== "";
}

function cutResults(message: PromptMessage): PromptMessage {
  if (message.role !== "toolResult") return message;
  const content = message.content.map((part) => {
    if (part.type !== "toolResult") return part;
    const text = typeof part.result === "string" ? part.result : JSON.stringify(part.result);
    if (text.length <= CUT_RESULT_CHARS) return part;
    return { ...part, result: clipMiddle(text, CUT_RESULT_CHARS) };
  });
  return { ...message, content };
}

/**
 * The current run has to be there. It shrinks in this order: results, earlier rounds, notes of the
 * gateway, the words.
 */
function fitCurrent(messages: readonly PromptMessage[], budget: number): PromptMessage[] {
  const now = [...messages];
  const costs = now.map(costOf);
  const over = () => sum(costs) > budget;
  const replace = (at: number, message: PromptMessage) => {
    now[at] = message;
    costs[at] = costOf(message);
  };
  for (let at = 0; at < now.length && over(); at += 1) {
    const message = now[at];
    if (message) replace(at, cutResults(message));
  }
  while (over() && now.length > 1) {
    const next = now.findIndex((message, at) => at > 1 && message.role === "assistant");
    const count = (next === -1 ? now.length : next) - 1;
    now.splice(1, count);
    costs.splice(1, count);
  }
  const [first] = now;
  // What was said stands last. A cut through notes and words together could cost the words their
  // fence.
  const words = first ? textOf(first.content.slice(-1)) : "";
  if (first && over()) replace(0, { ...first, content: first.content.slice(-1) });
  for (let length = words.length; first && over() && length > 0; length = Math.floor(length / 2)) {
    const text = clipMiddle(words, Math.floor(length / 2));
    replace(0, { ...first, content: [{ type: "text", text }] });
  }
  return now;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
