import type { SessionsPreviewResult } from "@zero/protocol";
import { textOf } from "../../domain/run.ts";
import type { Glance } from "./history.ts";
import { shorten } from "./words.ts";

type Item = SessionsPreviewResult["previews"][number]["items"][number];

const TOO_LONG = "[too long to show here]";

/** What a list shows of messages; those that say nothing are left out. */
export function itemsOf(glances: readonly Glance[], charsMax: number): Item[] {
  return glances
    .map((glance) => itemOf(glance))
    .filter((item) => item.text.trim() !== "")
    .map(({ role, text }) => ({ role, text: shorten(text, charsMax) }));
}

function itemOf({ role, content }: Glance): Item {
  const shown = role === "toolResult" ? "tool" : role;
  if (!content) return { role: shown, text: TOO_LONG };
  const text = textOf(content);
  const calls = content.flatMap((part) => (part.type === "toolCall" ? [part.name] : []));
  if (text.trim() === "" && calls.length > 0) return { role: "tool", text: calls.join(", ") };
  const results = content.flatMap((part) => (part.type === "toolResult" ? [part.result] : []));
  return { role: shown, text: text + results.map(wordsOf).join(" ") };
}

function wordsOf(result: unknown): string {
  return typeof result === "string" ? result : (JSON.stringify(result) ?? "");
}
