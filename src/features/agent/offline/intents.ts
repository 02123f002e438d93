import { isExpressionWord } from "../tools/expression.ts";

/** What the built-in model understood: a tool to call, or something that it answers by itself. */
export type Intent =
  | { kind: "help" }
  | { kind: "unknown" }
  | { kind: "call"; tool: string; input: Readonly<Record<string, unknown>> };

/** Longer words are no command of this small grammar. */
const LENGTH_MAX = 4_200;

interface Rule {
  readonly pattern: RegExp;
  readonly intent: (first: string) => Intent;
}

const call = (tool: string, input: Readonly<Record<string, unknown>> = {}): Intent => ({
  kind: "call",
  tool,
  input,
});

/**
 * The grammar, read from the top; the first rule that fits wins. The first group is the argument.
 */
const RULES: readonly Rule[] = [
  {
    pattern:
      /^(?:help|start|hi|hello|hey|good (?:morning|evening)|commands|what can you do|who are you|what are you)$/i,
    intent: () => ({ kind: "help" }),
  },
  {
    pattern: /^(?:status|health|how are you|are you (?:ok|there|up))$/i,
    intent: () => call("status"),
  },
  {
    pattern: /^(?:what(?:'s| is) the )?(?:time|date)(?: is it)?(?: in ([\w/+-]{1,64}))?$/i,
    intent: (zone) => call("time", zone === "" ? {} : { timeZone: zone }),
  },
  {
    pattern: /^(?:what time is it|what day is it|what's today|today|now)$/i,
    intent: () => call("time"),
  },
  {
    pattern: /^(?:list|show)(?: all)?(?: my)? notes$|^notes$/i,
    intent: () => call("notes_list"),
  },
  {
    pattern:
      /^(?:find|search(?: notes)?(?: for)?|search my notes for|what did i note about)\s+(\S.*)$/is,
    intent: (query) => call("notes_search", { query }),
  },
  {
    pattern: /^(?:delete|forget|remove) note\s+#?(\d{1,15})$/i,
    intent: (id) => call("notes_delete", { id: Number(id) }),
  },
  {
    pattern: /^(?:(?:add )?note(?: that)?|remember(?: that)?)(?:\s*:\s*|\s+)(\S.*)$/is,
    intent: (text) => call("notes_add", { text }),
  },
  {
    pattern:
      /^(?:calc|calculate|compute|what(?:'s| is)|how much is)\s+([-+(.\da-z][-+(.\d\sa-z*/^%),×÷−·]*)$/i,
    intent: calculation,
  },
  { pattern: /^([-+(.\d][-+(.\d\s*/^%),×÷−·]*)$/, intent: calculation },
  { pattern: /^((?:sqrt|abs|min|max|round|log|ln|sin|cos|tan)\s*\(.*\))$/i, intent: calculation },
];

/** What is asked for in `text`, by fixed rules: the same words always mean the same. */
export function intentOf(text: string): Intent {
  const words = bare(text);
  if (words === "" || words.length > LENGTH_MAX) return { kind: "unknown" };
  for (const { pattern, intent } of RULES) {
    const match = pattern.exec(words);
    if (match) return intent(match[1]?.trim() ?? "");
  }
  return { kind: "unknown" };
}

function calculation(text: string): Intent {
  const expression = text.replaceAll(/%\s*of\b/gi, "% *");
  const names = expression.match(/[a-z]+/gi) ?? [];
  const isArithmetic = /\d/.test(expression) && names.every(isExpressionWord);
  return isArithmetic ? call("calculator", { expression }) : { kind: "unknown" };
}

/** Without the lines that the gateway put before the words, and without a mark at either end. */
function bare(text: string): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => !line.startsWith("System: ["));
  const words = lines.slice(Math.max(0, first)).join("\n").trim();
  let end = words.length;
  while (end > 0 && "?!. \n".includes(words.charAt(end - 1))) end -= 1;
  return words.slice(words.startsWith("/") ? 1 : 0, end);
}
