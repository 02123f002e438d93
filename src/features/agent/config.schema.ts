import { Type } from "typebox";
import { defineConfig } from "../../config/define.ts";

const modelRef = (description: string, options: object = {}) =>
  Type.String({ description, minLength: 1, maxLength: 256, ...options });
const seconds = (value: number, description: string) =>
  Type.Integer({ default: value, minimum: 1, maximum: 86_400, description });

/** What an agent is and what a turn may cost. */
export const agents = defineConfig(
  "agents.defaults",
  {
    model: Type.Object({
      primary: Type.Optional(
        modelRef(
          "The model that answers, as `provider/name` or an alias. Without it: the first model under `models.providers`, else a key in the environment, else a model server on this machine, else `builtin/offline`.",
          { agentMayChange: true },
        ),
      ),
      fallbacks: Type.Array(modelRef("A model, as `provider/name` or an alias."), {
        default: [],
        maxItems: 8,
        agentMayChange: true,
        description: "Models that are asked in this order when the primary one fails.",
      }),
    }),
    models: Type.Record(
      Type.String(),
      Type.Object({
        alias: Type.Optional(modelRef("A short name for this model.", { agentMayChange: true })),
      }),
      {
        default: {},
        description:
          "Aliases, by `provider/name`. When it names any model, `models.list` shows these only.",
      },
    ),
    workspace: Type.String({
      minLength: 1,
      default: "~/zero",
      description: "Folder of the agent's own files, such as `AGENTS.md` and `SOUL.md`.",
    }),
    skipBootstrap: Type.Boolean({
      default: false,
      description: "Do not create the first files in a new workspace.",
    }),
    bootstrapMaxChars: Type.Integer({
      default: 20_000,
      minimum: 0,
      maximum: 200_000,
      description:
        "Longest text that one workspace file adds to the prompt; its middle is left out.",
    }),
    contextTokens: Type.Integer({
      default: 200_000,
      minimum: 2_000,
      maximum: 2_000_000,
      description: "Largest prompt and answer together, also for models that could take more.",
    }),
    timeoutSeconds: Type.Integer({
      default: 600,
      minimum: 0,
      maximum: 86_400,
      description: "Longest time of one turn; 0 means no limit. A request may ask for another.",
    }),
    verboseDefault: Type.Enum(["off", "on", "full"], {
      default: "off",
      agentMayChange: true,
      description: "Whether clients see the tools of a turn as they run.",
    }),
    maxConcurrent: Type.Integer({
      default: 4,
      minimum: 1,
      maximum: 64,
      description: "Turns that run at once, over all sessions.",
    }),
    limits: Type.Object({
      firstTokenSeconds: seconds(180, "Longest wait for the first sign of an answer."),
      silenceSeconds: seconds(90, "Longest silence inside an answer."),
      toolSeconds: seconds(60, "Longest time of one tool call."),
      toolCalls: Type.Integer({
        default: 50,
        minimum: 0,
        maximum: 1_000,
        description: "Tool calls in one turn.",
      }),
      outputChars: Type.Integer({
        default: 200_000,
        minimum: 1_000,
        maximum: 2_000_000,
        description: "Longest text of one turn's answer; it ends there, with a note.",
      }),
    }),
  },
  { reload: "live" },
);

const cost = Type.Object(
  {
    input: Type.Number(),
    output: Type.Number(),
    cacheRead: Type.Optional(Type.Number()),
    cacheWrite: Type.Optional(Type.Number()),
  },
  { description: "Price of a million tokens." },
);

const model = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 200, description: "The server's name for it." }),
  name: Type.Optional(Type.String({ maxLength: 200, description: "What people read." })),
  reasoning: Type.Optional(Type.Boolean({ description: "It can be told how much to think." })),
  input: Type.Optional(
    Type.Array(Type.Enum(["text", "image"]), { description: "What it can be given." }),
  ),
  cost: Type.Optional(cost),
  contextWindow: Type.Optional(Type.Integer({ minimum: 1_000, description: "In tokens." })),
  maxTokens: Type.Optional(Type.Integer({ minimum: 1, description: "Longest answer, in tokens." })),
});

const provider = Type.Object({
  baseUrl: Type.Optional(
    Type.String({
      pattern: "^https?://[^\\s]+$",
      maxLength: 2_000,
      description: "Address of the API. The key is sent to this origin and nowhere else.",
    }),
  ),
  apiKey: Type.Optional(
    Type.String({ minLength: 1, maxLength: 4_096, secret: true, description: "Its key." }),
  ),
  api: Type.Optional(
    Type.Enum(
      ["openai-completions", "openai-responses", "anthropic-messages", "google-generative-ai"],
      { description: "How it is spoken to; `openai-completions` unless the provider is known." },
    ),
  ),
  authHeader: Type.Optional(
    Type.Boolean({ description: "Send the key as a bearer token, whatever the API usually does." }),
  ),
  headers: Type.Optional(
    Type.Record(Type.String(), Type.String({ maxLength: 4_096 }), {
      secret: true,
      description: "More headers for each request to it.",
    }),
  ),
  models: Type.Array(model, {
    default: [],
    maxItems: 500,
    description: "Models that it has; others work as well, with careful assumptions.",
  }),
});

/** Where models are. */
export const models = defineConfig(
  "models",
  {
    mode: Type.Enum(["merge", "replace"], {
      default: "merge",
      description:
        "`merge`: providers that stand here and those that the environment has a key for. `replace`: only those that stand here.",
    }),
    providers: Type.Record(Type.String({ pattern: "^[a-z0-9][a-z0-9_-]{0,63}$" }), provider, {
      default: {},
      description: "Model servers, by name.",
    }),
  },
  { reload: "live" },
);
