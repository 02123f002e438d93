import { isRecord } from "../../../kernel/is-record.ts";

const WHO =
  "I am ZERO's built-in model. I have no language model behind me: I answer a few fixed commands and run real tools for them.";

const COMMANDS = [
  "What I understand:",
  "- help",
  "- status",
  "- time, or: time in Europe/Lisbon",
  "- 12 * (3 + 4), or: calculate 15% of 80",
  "- note: buy bread · notes · find bread · delete note 1",
].join("\n");

const CONNECT = [
  "To talk to a real model, do one of these and ask again:",
  "- start Ollama, LM Studio, llama.cpp or vLLM on this machine",
  "- set ANTHROPIC_API_KEY, OPENAI_API_KEY, GEMINI_API_KEY or OPENROUTER_API_KEY and restart me",
  "- name a model in the configuration: agents.defaults.model.primary, and where it is under",
  "  models.providers",
].join("\n");

export const HELP = [WHO, COMMANDS, CONNECT].join("\n\n");

export const UNKNOWN = [`I did not understand that. ${WHO} Say "help" for the list.`, CONNECT].join(
  "\n\n",
);

/** A tool's result in words. */
export function replyTo(tool: string, result: unknown, isError: boolean): string {
  if (isError)
    return `That did not work: ${typeof result === "string" ? result : "unknown reason"}.`;
  const reply = isRecord(result) ? REPLIES.get(tool)?.(result) : undefined;
  return reply ?? (typeof result === "string" ? result : JSON.stringify(result, undefined, 2));
}

type Data = Readonly<Record<string, unknown>>;

/** Each gives undefined for data of another shape. */
const REPLIES: ReadonlyMap<string, (data: Data) => string | undefined> = new Map([
  ["status", statusReply],
  ["time", ({ local, timeZone }: Data) => `It is ${show(local)} (${show(timeZone)}).`],
  ["calculator", ({ expression, value }: Data) => `${show(expression)} = ${show(value)}`],
  ["notes_add", ({ id, text }: Data) => `Noted as number ${show(id)}: ${show(text)}`],
  ["notes_delete", ({ deleted }: Data) => `Note ${show(deleted)} is deleted.`],
  ["notes_list", notesReply],
  ["notes_search", notesReply],
]);

function statusReply(data: Data): string {
  const lines = Object.entries(data).map(([name, value]) => `- ${name}: ${show(value)}`);
  return ["The gateway is running.", ...lines].join("\n");
}

function notesReply({ notes }: Data): string | undefined {
  if (!Array.isArray(notes)) return undefined;
  if (notes.length === 0) return "There are no such notes.";
  return notes
    .filter(isRecord)
    .map(({ id, text }) => `${show(id)}. ${show(text)}`)
    .join("\n");
}

function show(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
