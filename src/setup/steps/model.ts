import { KNOWN_PROVIDERS, type KnownProvider } from "../../domain/model-provider.ts";
import type { Draft } from "../draft.ts";
import { AnswerProblem } from "../answer.ts";
import { question, type StepBody, type Surroundings } from "../question.ts";
import { isLocal } from "./place.ts";

const PRIMARY = "agents.defaults.model.primary";
/** Models of one local server that are offered; others can be typed. */
const OFFERED_MAX = 8;
const CUSTOM = "custom";
const CUSTOM_VARIABLE = "ZERO_MODEL_API_KEY";
const KEEP = "keep";
const SKIP = "skip";

/** `anthropic-api-key`, after the variable that holds the key. */
function choiceOf({ variables: [name = ""] }: KnownProvider): string {
  return name.toLowerCase().replaceAll("_", "-");
}

const providerOf = (draft: Draft): KnownProvider | undefined =>
  KNOWN_PROVIDERS.find((provider) => choiceOf(provider) === draft.choices.get("model"));

const keyOf = (draft: Draft, { variables }: KnownProvider): string | undefined =>
  variables.find((name) => draft.variable(name) !== undefined);

export const model = question("select", {
  id: "model",
  section: "model",
  applies: isLocal,
  show: modelOptions,
  take: (value, draft) => {
    draft.choices.set("model", value);
    const provider = providerOf(draft);
    if (provider) draft.set(PRIMARY, `${provider.id}/${provider.models[0]?.name ?? ""}`);
    else if (value.includes("/")) draft.set(PRIMARY, value);
  },
});

async function modelOptions(draft: Draft, around: Surroundings): Promise<StepBody> {
  const configured = draft.textAt(PRIMARY);
  const servers = await around.findServers();
  const local = servers.flatMap(({ server, models }) =>
    models.slice(0, OFFERED_MAX).map(({ name }) => ({
      value: `${server.id}/${name}`,
      label: name,
      hint: `${server.label}, on this machine`,
    })),
  );
  const keyed = KNOWN_PROVIDERS.filter((provider) => keyOf(draft, provider) !== undefined);
  const providers = KNOWN_PROVIDERS.map((provider) => {
    const variable = keyOf(draft, provider);
    const hint = variable === undefined ? "asks for a key" : `with the key in ${variable}`;
    return { value: choiceOf(provider), label: provider.label, hint };
  });
  const [firstKeyed] = keyed;
  const found = firstKeyed ? choiceOf(firstKeyed) : local[0]?.value;
  return {
    title: "Model",
    message: "Which language model answers.",
    options: [
      ...(configured === undefined ? [] : [{ value: KEEP, label: `Keep ${configured}` }]),
      ...local,
      ...providers,
      { value: CUSTOM, label: "Another server", hint: "anything with OpenAI's Chat Completions" },
      { value: SKIP, label: "Decide later", hint: "what is found, else a built-in one, answers" },
    ],
    initialValue: configured === undefined ? (found ?? SKIP) : KEEP,
  };
}

export const modelKey = question("text", {
  id: "model.key",
  section: "model",
  applies: (draft) => {
    const provider = providerOf(draft);
    if (!provider) return false;
    return keyOf(draft, provider) === undefined || draft.given.has("model.key");
  },
  show: (draft) => ({
    title: `Key for ${providerOf(draft)?.label ?? ""}`,
    message: `It is kept in ${draft.before.options.paths.envFile}, for this user only.`,
    sensitive: true,
  }),
  take: (value, draft) => {
    const [variable] = providerOf(draft)?.variables ?? [];
    if (variable !== undefined) keepSecret(draft, variable, checkedKey(value));
  },
});

/** A key that only this shell knows is not there for a service, nor after the next login. */
export const modelSave = question("confirm", {
  id: "model.save",
  section: "model",
  applies: (draft) => {
    const provider = providerOf(draft);
    const variable = provider && keyOf(draft, provider);
    if (variable === undefined || draft.variables.has(variable)) return false;
    return draft.before.env.sourceOf(variable) === "environment";
  },
  show: (draft) => ({
    title: "Keep the key for the service too?",
    message:
      `It is in this environment only, which a service does not have. Yes copies it into ` +
      `${draft.before.options.paths.envFile}, for this user only.`,
    initialValue: draft.given.get("service.install") !== false,
  }),
  take: (value, draft) => {
    const provider = providerOf(draft);
    const variable = provider && keyOf(draft, provider);
    if (value && variable !== undefined) {
      draft.setVariable(variable, draft.variable(variable) ?? "");
    }
  },
});

const isCustom = (draft: Draft): boolean => draft.choices.get("model") === CUSTOM;

export const modelUrl = question("text", {
  id: "model.url",
  section: "model",
  applies: isCustom,
  show: (draft) => {
    const url = draft.textAt("models.providers.custom.baseUrl");
    return {
      title: "Address of the model server",
      placeholder: "http://127.0.0.1:8080/v1",
      ...(url === undefined ? {} : { initialValue: url }),
    };
  },
  take: (value, draft) => {
    const url = URL.parse(value);
    if (url?.protocol !== "http:" && url?.protocol !== "https:") {
      throw new AnswerProblem("Write it as http://host:port/v1 or https://host/v1.");
    }
    if (url.username !== "" || url.password !== "") {
      throw new AnswerProblem("Leave the name and the password out; the key is asked for next.");
    }
    draft.set("models.providers.custom.baseUrl", value);
    draft.set("models.providers.custom.api", "openai-completions");
  },
});

export const modelUrlKey = question("text", {
  id: "model.url.key",
  section: "model",
  applies: isCustom,
  show: (draft) => ({
    title: "Its key",
    message: `Leave it empty when it wants none. It is kept in ${draft.before.options.paths.envFile}.`,
    sensitive: true,
    initialValue: "",
  }),
  take: (value, draft) => {
    if (value === "") return;
    keepSecret(draft, CUSTOM_VARIABLE, checkedKey(value));
    draft.set("models.providers.custom.apiKey", `\${${CUSTOM_VARIABLE}}`);
  },
});

export const modelName = question("text", {
  id: "model.name",
  section: "model",
  applies: (draft) => isCustom(draft) || providerOf(draft) !== undefined,
  // Of a known provider the newest model is suggested; of another server nothing is known.
  isDetail: true,
  show: (draft) => {
    const primary = draft.textAt(PRIMARY);
    return {
      title: "Name of the model",
      message: "As the provider calls it.",
      ...(isCustom(draft) ? {} : { initialValue: primary?.slice(primary.indexOf("/") + 1) }),
    };
  },
  take: (value, draft) => {
    if (value === "" || /\s/.test(value)) throw new AnswerProblem("Write its name without spaces.");
    const provider = providerOf(draft)?.id ?? CUSTOM;
    draft.set(PRIMARY, `${provider}/${value}`);
    if (isCustom(draft)) draft.set("models.providers.custom.models", [{ id: value }]);
  },
});

function checkedKey(value: string): string {
  if (value === "") throw new AnswerProblem("Paste the key, or go back and decide later.");
  if (/\s/.test(value)) throw new AnswerProblem("A key has no spaces; paste it alone.");
  return value;
}

/**
 * Keeps a secret in `<state>/.env`. Throws `AnswerProblem` when the environment holds another one
 * under the same name, which would win over it.
 */
export function keepSecret(draft: Draft, variable: string, value: string): void {
  const { env } = draft.before;
  if (env.sourceOf(variable) === "environment" && env.get(variable) !== value) {
    throw new AnswerProblem(
      `${variable} is set in this environment to something else, and that would win; unset it first.`,
    );
  }
  draft.setVariable(variable, value);
}
