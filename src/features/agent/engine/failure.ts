import { oneLine } from "../clip.ts";
import { ModelError } from "../model.ts";
import { formsOfSecret } from "../../../kernel/secret.ts";
import { isRecord } from "../../../kernel/is-record.ts";
import type { Target } from "./target.ts";

/** What can be learned from an error of a provider or of the way to it. */
interface Facts {
  readonly status: number | undefined;
  /** The provider's own code or type, in lower case. */
  readonly code: string;
  /** Everything that the provider said, to recognise its kind by. */
  readonly words: string;
  /** Its own sentence, to be shown: never a body as it came. */
  readonly sentence: string;
  readonly retryAfterMs: number | undefined;
}

const DETAIL_CHARS_MAX = 200;
const WORDS_CHARS_MAX = 4_000;
const RETRY_AFTER_MS_MAX = 3_600_000;

const CONTEXT =
  /context.?(?:length|window|size)|maximum context|prompt is too long|input is too long|too many (?:input )?tokens|input token count|exceeds? the (?:available context|maximum number of tokens)|request_too_large/i;
const NO_CREDIT = /insufficient_quota|credit balance|billing|payment required/i;
const OVERLOADED = /overloaded|server_error|internal_error|api_error|unavailable|timeout/;

/** Turns whatever the library threw or streamed into one sentence for the user. */
export function toModelError(error: unknown, target: Target, now: number): ModelError {
  if (error instanceof ModelError) return error;
  const facts = factsOf(error, now);
  const build = (kind: ModelError["kind"], message: string) =>
    new ModelError(kind, message, { cause: error, retryAfterMs: facts.retryAfterMs });
  const ref = `${target.provider}/${target.name}`;
  const { status, code, words } = facts;
  if (isContext(facts)) {
    return build(
      "context",
      `The conversation is too long for ${ref}. Start a new session, or use a model with a larger window.`,
    );
  }
  if (status === 402 || NO_CREDIT.test(`${code} ${words}`)) {
    return build(
      "auth",
      `${target.provider} says that this key has no credit left. Check the account's billing, or choose another model.`,
    );
  }
  if (status === 401 || status === 403 || /authentication|permission|api_key/.test(code)) {
    return build("auth", authSentence(target));
  }
  if (status === 429 || code.includes("rate_limit") || code === "resource_exhausted") {
    return build("rate", `${ref} gets too many requests right now. Wait a moment and try again.`);
  }
  if (status !== undefined && status >= 300 && status < 400) {
    return build(
      "invalid",
      `${origin(target)} answers with a redirect, which is not followed so that the key stays where it belongs. Put the final address into models.providers.${target.provider}.baseUrl.`,
    );
  }
  if (status === 404) {
    return build(
      "invalid",
      `${target.provider} does not know the model "${target.name}", or its address is wrong. Check agents.defaults.model.primary and models.providers.${target.provider}.baseUrl.`,
    );
  }
  // An answer that began well and broke off has the status of its beginning.
  const cut = status === undefined || status < 300;
  if (cut) return build("unavailable", unreachableSentence(target));
  if (status >= 500 || status === 408 || OVERLOADED.test(code)) {
    return build(
      "unavailable",
      `${ref} has trouble right now (HTTP ${status}). Try again in a moment, or choose another model.`,
    );
  }
  return build("invalid", `${ref} refused the request: ${detail(facts.sentence, target)}`);
}

function isContext({ status, code, words }: Facts): boolean {
  if (status === 401 || status === 403 || status === 429) return false;
  return status === 413 || CONTEXT.test(code) || CONTEXT.test(words);
}

function authSentence({ provider, key }: Target): string {
  const where = `models.providers.${provider}.apiKey`;
  if (!key) return `${provider} wants an API key and there is none. Set ${where} or its variable.`;
  return `${provider} refused the API key ${key.toString()}. Check ${where} or its variable, or choose another model.`;
}

function unreachableSentence(target: Target): string {
  return `${target.provider}/${target.name} cannot be reached at ${origin(target)}, or its answer broke off. Check that it is running, then try again.`;
}

function origin({ baseUrl }: Target): string {
  return new URL(baseUrl).origin;
}

/** The provider's words, short and without anything that looks like a key (SR30). */
function detail(words: string, { key, headers = {} }: Target): string {
  const secrets = [key, ...Object.values(headers)].flatMap((secret) => secret?.reveal() ?? []);
  const safe = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap(formsOfSecret)
    .reduce((text, secret) => text.replaceAll(secret, "***"), words)
    .replaceAll(/\b(?:sk|key|pk|AIza)[-_\w*]{8,}/g, "***");
  return oneLine(safe, DETAIL_CHARS_MAX) || "no reason given";
}

function factsOf(error: unknown, now: number): Facts {
  const own = isRecord(error) ? error : {};
  const data = isRecord(own["data"]) ? own["data"] : {};
  const inner = isRecord(data["error"]) ? data["error"] : data;
  const status = firstNumber(own["statusCode"], own["status"], own["code"], inner["code"]);
  return {
    status,
    code: [own["code"], own["type"], inner["code"], inner["type"], inner["status"]]
      .filter((value) => typeof value === "string")
      .join(" ")
      .toLowerCase(),
    ...wordsOf(own, inner),
    retryAfterMs: retryAfter(own["responseHeaders"], now),
  };
}

function wordsOf(
  own: Record<string, unknown>,
  inner: Record<string, unknown>,
): Pick<Facts, "words" | "sentence"> {
  const said = [inner["message"], inner["error"], own["responseBody"], own["message"]].filter(
    (value) => typeof value === "string" && value !== "",
  ) as string[];
  const sentences = said.map((text) => sentenceIn(text)).filter((text) => text !== "");
  return { words: said.join(" · ").slice(0, WORDS_CHARS_MAX), sentence: sentences[0] ?? "" };
}

const JSON_START = /[[{]\s*["'[{\]}]/;
const MESSAGE_MEMBERS = ["error", "message", "detail"];
const MESSAGE_DEPTH_MAX = 4;

/** What a person can read of a text: of JSON the message in it, or what stands before it. */
function sentenceIn(text: string, depth = 0): string {
  const start = text.search(JSON_START);
  const before = text.slice(0, start === -1 ? undefined : start).replace(/[\s:]+$/, "");
  if (before.trimStart().startsWith("<")) return "";
  return (start !== -1 && messageIn(parsed(text.slice(start)), depth)) || before.trim();
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Cut or broken: there is no message in it that could be found.
    return undefined;
  }
}

/** The first text under the members in which providers put their message. */
function messageIn(value: unknown, depth: number): string {
  if (depth > MESSAGE_DEPTH_MAX) return "";
  if (typeof value === "string") return sentenceIn(value, depth + 1);
  if (Array.isArray(value)) return messageIn(value[0], depth + 1);
  if (!isRecord(value)) return "";
  const found = MESSAGE_MEMBERS.map((name) => messageIn(value[name], depth + 1));
  return found.find((text) => text !== "") ?? "";
}

function firstNumber(...values: readonly unknown[]): number | undefined {
  return values.find((value) => typeof value === "number" && value >= 100 && value < 600) as
    | number
    | undefined;
}

/** Seconds or a date, as HTTP has it; milliseconds where a provider gives them. */
function retryAfter(headers: unknown, now: number): number | undefined {
  if (!isRecord(headers)) return undefined;
  const exact = Number(headers["retry-after-ms"] ?? Number.NaN);
  const text = headers["retry-after"];
  const seconds = Number(text ?? Number.NaN);
  const date = typeof text === "string" ? Date.parse(text) - now : Number.NaN;
  const ms = [exact, seconds * 1000, date].find((value) => Number.isFinite(value));
  return ms === undefined ? undefined : Math.min(Math.max(0, ms), RETRY_AFTER_MS_MAX);
}
