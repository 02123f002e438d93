import type { Clock } from "../../../kernel/clock.ts";
import type { Secret } from "../../../kernel/secret.ts";
import { engineModel } from "../engine/engine-model.ts";
import type { Fetch, Target } from "../engine/target.ts";
import { type Model, ModelError } from "../model.ts";
import { OFFLINE_REF, offlineModel } from "../offline/offline.ts";
import type { AgentSettings, ModelSettings, ProviderSettings } from "../settings.ts";
import { baseUrlOf, type FoundServer, LOCAL_SERVERS } from "../../../net/model-servers.ts";
import {
  BUILTIN_ALIASES,
  KNOWN_PROVIDERS,
  type KnownProvider,
} from "../../../domain/model-provider.ts";

export interface CatalogOptions {
  readonly agents: Pick<AgentSettings, "models">;
  readonly models: ModelSettings;
  /** Keys of the environment, by the name of their variable. */
  readonly keys: ReadonlyMap<string, Secret>;
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, "now">;
}

/** One line of `models.list`. */
export interface CatalogEntry {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly contextWindow?: number;
  readonly reasoning?: boolean;
}

type Abilities = Pick<Target, "contextTokens" | "outputTokens" | "reasoning">;

/** What is assumed of a model that nobody described. */
const CONTEXT_TOKENS = 128_000;
/** Of one on this machine, where large windows cost memory that most people do not have. */
const LOCAL_CONTEXT_TOKENS = 8_192;
/** Models that are kept open. */
const OPEN_MAX = 100;

/** Every model that this configuration can reach, by name. It asks nobody anything. */
export class Catalog {
  readonly #options: CatalogOptions;
  readonly #open = new Map<string, Model>();
  #found: readonly FoundServer[] = [];

  constructor(options: CatalogOptions) {
    this.#options = options;
  }

  /** Takes in what runs on this machine now. */
  found(servers: readonly FoundServer[]): void {
    this.#found = servers;
  }

  /** The model of a reference or an alias. Throws `ModelError` with what to configure. */
  resolve(name: string): Model {
    const ref = this.#refOf(name.trim());
    if (ref === OFFLINE_REF) return offlineModel;
    const target = this.#targetOf(ref);
    const key = JSON.stringify([ref, target.contextTokens]);
    const open = this.#open.get(key);
    if (open) return open;
    if (this.#open.size >= OPEN_MAX) this.#open.clear();
    const { fetch, clock } = this.#options;
    const model = engineModel({ target, fetch, now: () => clock.now() });
    this.#open.set(key, model);
    return model;
  }

  /**
   * The reference of a model that somebody may choose: one that the configuration allows and that
   * can be asked. Throws `ModelError` with what to configure.
   */
  usable(name: string): string {
    const ref = this.#refOf(name.trim());
    const target = ref === OFFLINE_REF ? undefined : this.#targetOf(ref);
    const allowed = this.#allowed();
    if (allowed.size > 0 && !allowed.has(ref)) throw notAllowed(ref);
    if (!target) return ref;
    const needsKey = this.#knownOf(target.provider) !== undefined && !target.headers;
    if (needsKey && !target.key) throw noKey(target.provider);
    return ref;
  }

  /**
   * What can be chosen: configured models, those of providers with a key, local ones, the built-in
   * one.
   */
  list(): readonly CatalogEntry[] {
    const allowed = this.#allowed();
    const entries = [
      ...this.#configuredEntries(),
      ...this.#keyedProviders().flatMap((provider) => entriesOf(provider)),
      ...this.#found.flatMap(localEntries),
      {
        id: offlineModel.name,
        name: "Built-in (offline)",
        provider: offlineModel.provider,
        contextWindow: offlineModel.contextTokens,
      },
    ];
    const unique = new Map(entries.map((entry) => [`${entry.provider}/${entry.id}`, entry]));
    return [...unique].filter(([ref]) => allowed.size === 0 || allowed.has(ref)).map(([, e]) => e);
  }

  /** First model of the first configured provider that names any. */
  firstConfigured(): string | undefined {
    const [first] = this.#configuredEntries();
    return first && `${first.provider}/${first.id}`;
  }

  /** Default model of the first known provider that has a key. */
  firstWithKey(): string | undefined {
    const [provider] = this.#keyedProviders();
    const name = provider?.models[0]?.name;
    return name === undefined ? undefined : `${provider?.id}/${name}`;
  }

  /** Models that may be chosen; all of them when it is empty. */
  #allowed(): ReadonlySet<string> {
    return new Set(Object.keys(this.#options.agents.models).map((name) => this.#refOf(name)));
  }

  #refOf(name: string): string {
    const own = Object.entries(this.#options.agents.models);
    const alias = own.find(([, entry]) => entry.alias?.toLowerCase() === name.toLowerCase());
    return alias?.[0] ?? BUILTIN_ALIASES.get(name.toLowerCase()) ?? name;
  }

  #targetOf(ref: string): Target {
    const slash = ref.indexOf("/");
    const [provider, name] = [ref.slice(0, slash), ref.slice(slash + 1)];
    if (slash <= 0 || name === "") {
      throw new ModelError("invalid", `"${ref}" is no model: write it as provider/name.`);
    }
    const own = this.#settingsOf(provider);
    const known = this.#knownOf(provider);
    const baseUrl = own?.baseUrl ?? known?.baseUrl ?? localAddress(provider);
    if (baseUrl === undefined) throw notConfigured(provider, own !== undefined);
    if (!URL.canParse(baseUrl)) throw badAddress(provider);
    return {
      provider,
      name,
      api: own?.api ?? known?.api ?? "openai-completions",
      baseUrl: baseUrl.replace(/\/+$/, ""),
      key: this.#keyFor(baseUrl, own, known),
      bearer: own?.authHeader,
      headers: own?.headers,
      ...this.#abilitiesOf(provider, name),
    };
  }

  /**
   * What the configuration says of a model, else what is known of it, else what is safe to assume.
   */
  #abilitiesOf(provider: string, name: string): Abilities {
    const own = this.#settingsOf(provider)?.models.find((model) => model.id === name);
    const known = this.#knownOf(provider)?.models.find((model) => model.name === name);
    const assumed = localAddress(provider) ? LOCAL_CONTEXT_TOKENS : CONTEXT_TOKENS;
    const found = this.#foundContext(provider, name);
    return {
      contextTokens: own?.contextWindow ?? known?.contextTokens ?? found ?? assumed,
      outputTokens: own?.maxTokens ?? known?.outputTokens,
      reasoning: own?.reasoning ?? known?.reasoning,
    };
  }

  /**
   * A key of the environment belongs to the provider's own address and goes nowhere else: another
   * address needs a key of its own in the configuration (SR2).
   */
  #keyFor(baseUrl: string, own?: ProviderSettings, known?: KnownProvider): Secret | undefined {
    const home = known && URL.parse(baseUrl)?.origin === new URL(known.baseUrl).origin;
    return (home ? this.#environmentKey(known) : undefined) ?? own?.apiKey;
  }

  #environmentKey(provider: KnownProvider): Secret | undefined {
    const { keys } = this.#options;
    return provider.variables.map((name) => keys.get(name)).find((key) => key !== undefined);
  }

  #settingsOf(provider: string): ProviderSettings | undefined {
    const { providers } = this.#options.models;
    return Object.hasOwn(providers, provider) ? providers[provider] : undefined;
  }

  #knownOf(provider: string): KnownProvider | undefined {
    const replaced = this.#options.models.mode === "replace" && !this.#settingsOf(provider);
    return replaced ? undefined : KNOWN_PROVIDERS.find((known) => known.id === provider);
  }

  #keyedProviders(): readonly KnownProvider[] {
    return KNOWN_PROVIDERS.filter(({ id }) => {
      const known = this.#knownOf(id);
      const own = this.#settingsOf(id);
      return known && this.#keyFor(own?.baseUrl ?? known.baseUrl, own, known) !== undefined;
    });
  }

  #configuredEntries(): readonly CatalogEntry[] {
    return Object.entries(this.#options.models.providers).flatMap(([provider, { models }]) =>
      models.map((model) => ({
        id: model.id,
        name: model.name ?? model.id,
        provider,
        contextWindow: model.contextWindow,
        reasoning: model.reasoning,
      })),
    );
  }

  #foundContext(provider: string, name: string): number | undefined {
    const models = this.#found.find(({ server }) => server.id === provider)?.models ?? [];
    return models.find((model) => model.name === name)?.contextTokens;
  }
}

function entriesOf({ id: provider, models }: KnownProvider): readonly CatalogEntry[] {
  return models.map(({ name, label, contextTokens, reasoning }) => ({
    id: name,
    name: label,
    provider,
    contextWindow: contextTokens,
    reasoning,
  }));
}

function localEntries({ server, models }: FoundServer): readonly CatalogEntry[] {
  return models.map(({ name, contextTokens = LOCAL_CONTEXT_TOKENS }) => ({
    id: name,
    name: `${name} (${server.label})`,
    provider: server.id,
    contextWindow: contextTokens,
  }));
}

function localAddress(provider: string): string | undefined {
  const server = LOCAL_SERVERS.find(({ id }) => id === provider);
  return server && baseUrlOf(server);
}

function notConfigured(provider: string, hasSection: boolean): ModelError {
  const what = hasSection ? "has no baseUrl" : "is not configured";
  return new ModelError(
    "invalid",
    `The model provider "${provider}" ${what}. Add models.providers.${provider}.baseUrl, or choose another model in agents.defaults.model.primary.`,
  );
}

function badAddress(provider: string): ModelError {
  return new ModelError(
    "invalid",
    `models.providers.${provider}.baseUrl is no address. Write it as https://host/path.`,
  );
}

function notAllowed(ref: string): ModelError {
  const why = `${ref} is not among the models of agents.defaults.models. Add it there, or choose one that is.`;
  return new ModelError("invalid", why);
}

function noKey(provider: string): ModelError {
  const why = `${provider} wants an API key and there is none. Set models.providers.${provider}.apiKey or its variable, or choose another model.`;
  return new ModelError("auth", why);
}
