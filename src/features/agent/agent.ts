import { randomBytes } from "node:crypto";
import type { SessionKey } from "../../domain/ids.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { Log } from "../../kernel/log.ts";
import type { Secret } from "../../kernel/secret.ts";
import type { Store } from "../../store/store.ts";
import type { Fetch } from "./engine/target.ts";
import { type Identity, identityOf } from "./identity.ts";
import type { Journal } from "./journal.ts";
import {
  type Executed,
  type Execution,
  type LoopParts,
  type Preferences,
  type RawStream,
  RunLoop,
} from "./loop.ts";
import { ModelError } from "./model.ts";
import { Catalog, type CatalogEntry } from "./models/catalog.ts";
import { Choice, type ModelChoice } from "./models/choice.ts";
import { detectServers, type FoundServer, type LocalServer } from "../../net/model-servers.ts";
import { type AgentSettings, type ModelSettings, runLimits } from "./settings.ts";
import { createTools } from "./tools/list.ts";
import type { StatusFacts } from "./tools/status.ts";
import { Toolbox } from "./tools/toolbox.ts";
import { Workspace } from "./prompt/workspace.ts";

/** What the configuration says. */
export interface AgentConfig {
  readonly settings: AgentSettings;
  readonly models: ModelSettings;
  /** Keys of the environment by the name of their variable, of those that `KEY_VARIABLES` names. */
  readonly keys: ReadonlyMap<string, Secret>;
}

export interface AgentOptions {
  /** Asked for at each use; what it says is taken over when it returns another object. */
  readonly config: () => AgentConfig;
  readonly store: Pick<Store, "commit" | "row" | "rows">;
  readonly journal: Journal;
  /** What a person chose for a session. */
  readonly preferences: (session: SessionKey) => Promise<Preferences>;
  /** What the `status` tool shows to anybody who may talk to the agent: no secrets, no paths. */
  readonly status: StatusFacts;
  readonly clock: Clock;
  readonly log: Log;
  /** Absent: nobody listens to what models say as it comes. */
  readonly rawStream?: RawStream | undefined;
  /** Goes out to providers. Tests pass their own. */
  readonly fetch?: Fetch;
  /** Where local model servers are looked for. Tests pass their own ports. */
  readonly localServers?: readonly LocalServer[];
}

/** Executes runs and knows the models. Making one does no I/O. */
export interface Agent {
  /**
   * Executes a run from where its journal stands. Trouble with models and tools is an outcome; it
   * rejects only when the journal cannot be read or written.
   */
  execute(execution: Execution): Promise<Executed>;
  readonly models: AgentModels;
  /** What the workspace says about the agent; empty where it says nothing. */
  identity(): Promise<Identity>;
}

interface AgentModels {
  /** What `models.list` shows. */
  list(): Promise<readonly CatalogEntry[]>;
  /**
   * The reference of a model that a session may be given, for a name or an alias. Throws
   * INVALID_REQUEST, with what to configure, when it cannot be used.
   */
  usable(name: string): string;
  /**
   * The model that answers now. Waits at most for detection, and only when nothing is configured.
   */
  current(): Promise<ModelChoice>;
  /** The same as far as it is known now; undefined until the machine was first looked at. */
  known(): ModelChoice | undefined;
  /** Looks for model servers on this machine: at most 300 ms, no credential. Never rejects. */
  detect(): Promise<void>;
}

/**
 * Puts the agent together. It reads nothing of the environment and holds no state outside itself.
 */
export function createAgent(options: AgentOptions): Agent {
  let made: { config: AgentConfig; part: ConfiguredAgent } | undefined;
  /** A run keeps to the end what it started with. */
  const now = (): ConfiguredAgent => {
    const config = options.config();
    if (made?.config === config) return made.part;
    const part = configuredAgent(options, config, made?.part.choice.servers);
    made = { config, part };
    return part;
  };
  return {
    execute: (execution) => new RunLoop(now().parts, execution).execute(),
    identity: async () => identityOf(await now().workspace.files()),
    models: {
      list: () => Promise.resolve(now().catalog.list()),
      usable: (name) => usableModel(now().catalog, name),
      current: () => now().choice.current(),
      known: () => now().choice.known(),
      detect: () => now().choice.detect(),
    },
  };
}

interface ConfiguredAgent {
  readonly catalog: Catalog;
  readonly choice: Choice;
  readonly workspace: Workspace;
  readonly parts: LoopParts;
}

function configuredAgent(
  options: AgentOptions,
  { settings, models, keys }: AgentConfig,
  found: readonly FoundServer[] | undefined,
): ConfiguredAgent {
  const { clock, log, fetch = globalThis.fetch } = options;
  const catalog = new Catalog({ agents: settings, models, keys, fetch, clock });
  const servers = options.localServers;
  const detect = () => detectServers({ clock, fetch, servers });
  const choice = new Choice({ settings, catalog, detect, clock, log, found });
  const limits = runLimits(settings);
  const tools = createTools({ store: options.store, clock, status: options.status });
  const workspace = new Workspace({
    root: settings.workspace,
    fileCharsMax: settings.bootstrapMaxChars,
    clock,
    log,
  });
  const parts: LoopParts = {
    clock,
    log,
    limits,
    workspace,
    journal: options.journal,
    toolbox: new Toolbox({ tools, clock, log, toolMs: limits.toolMs }),
    contextTokens: settings.contextTokens,
    preferences: options.preferences,
    candidates: (chosen) => choice.candidates(chosen),
    mark: () => randomBytes(12).toString("hex"),
    rawStream: options.rawStream,
  };
  return { catalog, choice, workspace, parts };
}

function usableModel(catalog: Catalog, name: string): string {
  try {
    return catalog.usable(name);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new ZeroError("INVALID_REQUEST", error.message, { cause: error });
  }
}
