/** The ways in which providers are spoken to. */
export type Api =
  | "openai-completions"
  | "openai-responses"
  | "anthropic-messages"
  | "google-generative-ai";

interface KnownModel {
  readonly name: string;
  readonly label: string;
  readonly contextTokens: number;
  readonly outputTokens?: number;
  readonly reasoning?: boolean;
}

/** A provider that needs nothing but a key. */
export interface KnownProvider {
  readonly id: string;
  readonly label: string;
  readonly api: Api;
  readonly baseUrl: string;
  /** Environment variables that may hold its key; the first that is set counts. */
  readonly variables: readonly string[];
  /** The first is the one that a bare key chooses. Others may be named and work as well. */
  readonly models: readonly KnownModel[];
}

/** In the order in which a key in the environment chooses the default model. */
export const KNOWN_PROVIDERS: readonly KnownProvider[] = [
  {
    id: "anthropic",
    label: "Anthropic",
    api: "anthropic-messages",
    baseUrl: "https://api.anthropic.com/v1",
    variables: ["ANTHROPIC_API_KEY"],
    models: [
      model("claude-opus-4-5", "Claude Opus 4.5", 200_000, 64_000),
      model("claude-sonnet-4-5", "Claude Sonnet 4.5", 200_000, 64_000),
    ],
  },
  {
    id: "openai",
    label: "OpenAI",
    api: "openai-responses",
    baseUrl: "https://api.openai.com/v1",
    variables: ["OPENAI_API_KEY"],
    models: [
      model("gpt-5.2", "GPT-5.2", 400_000, 128_000),
      model("gpt-5-mini", "GPT-5 mini", 400_000, 128_000),
    ],
  },
  {
    id: "google",
    label: "Google Gemini",
    api: "google-generative-ai",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta",
    variables: ["GEMINI_API_KEY", "GOOGLE_GENERATIVE_AI_API_KEY"],
    models: [
      model("gemini-pro-latest", "Gemini Pro", 1_000_000, 65_536),
      model("gemini-flash-latest", "Gemini Flash", 1_000_000, 65_536),
    ],
  },
  {
    id: "openrouter",
    label: "OpenRouter",
    api: "openai-completions",
    baseUrl: "https://openrouter.ai/api/v1",
    variables: ["OPENROUTER_API_KEY"],
    models: [{ name: "openrouter/auto", label: "OpenRouter Auto", contextTokens: 128_000 }],
  },
];

/** Short names that need no configuration. */
export const BUILTIN_ALIASES: ReadonlyMap<string, string> = new Map([
  ["opus", "anthropic/claude-opus-4-5"],
  ["sonnet", "anthropic/claude-sonnet-4-5"],
  ["gpt", "openai/gpt-5.2"],
  ["gpt-mini", "openai/gpt-5-mini"],
  ["gemini", "google/gemini-pro-latest"],
  ["gemini-flash", "google/gemini-flash-latest"],
]);

/** Every environment variable that can hold a provider's key, for whoever reads the environment. */
export const KEY_VARIABLES: readonly string[] = KNOWN_PROVIDERS.flatMap(
  (provider) => provider.variables,
);

function model(
  name: string,
  label: string,
  contextTokens: number,
  outputTokens: number,
): KnownModel {
  return { name, label, contextTokens, outputTokens, reasoning: true };
}
