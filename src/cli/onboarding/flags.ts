import { expandHome } from "../../config/paths.ts";
import type { Answer } from "../../setup/answer.ts";
import { dashed, type OptionTable, type Values } from "../argv/options.ts";
import { UsageError } from "../failures.ts";
import type { Scene } from "../scene.ts";

const text = (value: string, summary: string) => ({ type: "string", value, summary }) as const;
const key = (of: string) => text("key", `With that choice of model: the key of ${of}.`);

/** The flags that answer a step each. */
export const ANSWER_OPTIONS = {
  flow: {
    type: "string",
    choices: ["quickstart", "advanced", "manual"],
    summary: "How much to ask; `manual` is `advanced`.",
  },
  mode: {
    type: "string",
    choices: ["local", "remote"],
    summary: "Run a gateway here (local), or ask another one (remote).",
  },
  remoteUrl: text("url", "With --mode remote: its address."),
  remoteToken: text("token", "With --mode remote: its token."),
  workspace: text("path", "Folder of the agent's own files."),
  authChoice: text(
    "choice",
    "Which model: anthropic-api-key, openai-api-key, gemini-api-key, openrouter-api-key, custom, keep, skip, or one of a server on this machine as provider/name.",
  ),
  anthropicApiKey: key("Anthropic"),
  openaiApiKey: key("OpenAI"),
  geminiApiKey: key("Google Gemini"),
  openrouterApiKey: key("OpenRouter"),
  model: text("name", "Name of the model, as its provider calls it."),
  modelUrl: text("url", "With --auth-choice custom: address of the server."),
  modelApiKey: text("key", "With --auth-choice custom: its key."),
  gatewayPort: text("port", "Port of the WebSocket and of HTTP."),
  gatewayBind: text("where", "Which addresses it listens on (loopback)."),
  gatewayCustomHost: text("address", "With --gateway-bind custom: the address to listen on."),
  gatewayAuth: {
    type: "string",
    choices: ["token", "password"],
    summary: "What clients have to know.",
  },
  gatewayToken: text("token", "The token; one is made when none is given."),
  gatewayPassword: text("password", "The password."),
  telegramBotToken: text("token", "Sets Telegram up, with this token of a bot."),
  telegramAllowFrom: text("ids", "Who may talk with that bot: numeric ids with commas between."),
  skipChannels: { type: "boolean", summary: "Set no chat network up." },
  installDaemon: { type: "boolean", summary: "Install the service that keeps a gateway running." },
  // The parser makes `installDaemon` false of it.
  noInstallDaemon: { type: "boolean", summary: "Install no service." },
  skipDaemon: { type: "boolean", summary: "The same as --no-install-daemon." },
  skipHealth: { type: "boolean", summary: "Check nothing over the network." },
} as const satisfies OptionTable;

type Given = Partial<Values<typeof ANSWER_OPTIONS>>;

/** The step that a flag answers with its own text. */
const STEPS: Readonly<Partial<Record<keyof Given, string>>> = {
  flow: "flow",
  mode: "mode",
  remoteUrl: "remote.url",
  remoteToken: "remote.token",
  authChoice: "model",
  model: "model.name",
  modelUrl: "model.url",
  modelApiKey: "model.url.key",
  gatewayPort: "gateway.port",
  gatewayBind: "gateway.bind",
  gatewayCustomHost: "gateway.customBindHost",
  gatewayAuth: "gateway.auth",
  gatewayToken: "gateway.token",
  gatewayPassword: "gateway.password",
  telegramBotToken: "telegram.token",
  telegramAllowFrom: "telegram.allowFrom",
};

const KEY_FLAGS = ["anthropicApiKey", "openaiApiKey", "geminiApiKey", "openrouterApiKey"] as const;

/** Flags of steps that are answered by more than the flag's own text. */
const OTHER_FLAGS: Readonly<Record<string, string>> = {
  risk: "--accept-risk",
  workspace: "--workspace",
  channels: "--skip-channels",
  "model.key": "--<provider>-api-key",
  "service.install": "--install-daemon",
};

/** The flag that answers a step, as it is typed. */
export function flagOf(stepId: string): string | undefined {
  const [name] = Object.entries(STEPS).find(([, id]) => id === stepId) ?? [];
  return name === undefined ? OTHER_FLAGS[stepId] : `--${dashed(name)}`;
}

/** The answers that flags give. Throws `UsageError` for flags that contradict each other. */
export function answersIn(given: Given, { paths }: Scene): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const [name, id] of Object.entries(STEPS)) {
    const value = given[name as keyof Given];
    if (typeof value === "string") answers.set(id, value === "manual" ? "advanced" : value);
  }
  const { workspace, skipChannels, telegramBotToken, skipDaemon, installDaemon } = given;
  if (workspace !== undefined) answers.set("workspace", typedPath(workspace, paths.home));
  for (const name of KEY_FLAGS) {
    const value = given[name];
    if (value === undefined) continue;
    if (given.authChoice !== undefined && given.authChoice !== dashed(name)) {
      throw new UsageError(`--${dashed(name)} does not fit --auth-choice ${given.authChoice}`);
    }
    answers.set("model", dashed(name));
    answers.set("model.key", value);
  }
  if (given.modelUrl !== undefined && given.authChoice === undefined)
    answers.set("model", "custom");
  if (skipChannels) answers.set("channels", []);
  else if (telegramBotToken !== undefined) answers.set("channels", ["telegram"]);
  if (skipDaemon && installDaemon) {
    throw new UsageError("--install-daemon and --skip-daemon contradict each other");
  }
  if (skipDaemon || installDaemon === false) answers.set("service.install", false);
  else if (installDaemon) answers.set("service.install", true);
  return answers;
}

/** What a person typed in a shell is relative to where they are. */
function typedPath(path: string, home: string): string {
  return path.startsWith("~") ? path : expandHome(path, home);
}
