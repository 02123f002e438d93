import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  objectOf,
  parseDocument,
  type Value,
  type ValueObject,
} from "../../config/file/document.ts";
import { ensurePrivateDir, withValue, writeConfigFile } from "../../config/file/write.ts";
import { type Configuration, readText } from "../../config/load.ts";
import { expandHome } from "../../config/paths.ts";
import { portForProfile } from "../../config/profile-port.ts";
import { Secret } from "../../kernel/secret.ts";
import { CommandError, STATUS, UsageError } from "../failures.ts";
import type { Io } from "../io.ts";
import type { OptionTable, Values } from "../argv/options.ts";
import { configurationOf, type Scene } from "../scene.ts";
import { WORKSPACE_FILES } from "../workspace-files.ts";

export const summary = "Makes a configuration and a workspace, and never overwrites what is there.";
export const options = {
  workspace: { type: "string", value: "path", summary: "Folder of the agent's own files." },
  mode: {
    type: "string",
    choices: ["local", "remote"],
    summary: "Run a gateway here (local), or ask another one (remote).",
  },
  remoteUrl: { type: "string", value: "url", summary: "With --mode remote: its address." },
  remoteToken: { type: "string", value: "token", summary: "With --mode remote: its token." },
  nonInteractive: { type: "boolean", summary: "Ask nothing; this command never does." },
} as const satisfies OptionTable;

type Given = Values<typeof options>;

/** Keys to write, by dotted path, with how a person is told. */
type Additions = Map<string, { value: Value; told: string }>;

const TOKEN_BYTES = 24;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  if (given.mode === "remote" && given.remoteUrl === undefined) {
    throw new UsageError("--mode remote needs --remote-url, such as ws://127.0.0.1:18789");
  }
  ensurePrivateDir(scene.paths.stateDir);
  const before = configurationOf(scene);
  const additions = missingIn(before, given, scene);
  await writeAdditions(io, scene, before, additions);
  for (const line of keptIn(before, given, scene)) io.note(line);
  const after = configurationOf(scene);
  if (after.config.gateway.mode !== "remote") makeWorkspace(io, after);
  io.line(nextStep(after, scene));
  return STATUS.ok;
}

/** What the configuration lacks for a first start. What is there stays as it is. */
function missingIn(
  { config, file, sourceOf }: Configuration,
  given: Given,
  scene: Scene,
): Additions {
  const additions: Additions = new Map();
  const add = (key: string, value: Value, told = `${key} = ${JSON.stringify(value)}`) =>
    additions.set(key, { value, told });
  const mode = config.gateway.mode ?? given.mode ?? "local";
  if (config.gateway.mode === undefined) add("gateway.mode", mode);
  if (mode === "remote") {
    const { remote } = config.gateway;
    if (remote.url === undefined && given.remoteUrl) add("gateway.remote.url", given.remoteUrl);
    if (remote.token === undefined && given.remoteToken) {
      add(
        "gateway.remote.token",
        given.remoteToken,
        secretTold("gateway.remote.token", given.remoteToken),
      );
    }
    return additions;
  }
  const { auth } = config.gateway;
  if (auth.token === undefined && auth.password === undefined) {
    const token = randomBytes(TOKEN_BYTES).toString("hex");
    if (auth.mode === undefined) add("gateway.auth.mode", "token");
    add("gateway.auth.token", token, secretTold("gateway.auth.token", token));
  }
  const port = file.exists ? undefined : portForProfile(scene.paths);
  if (port !== undefined) add("gateway.port", port);
  const isNamed = sourceOf("agents.defaults.workspace")?.kind === "file";
  if (!isNamed && (given.workspace !== undefined || !file.exists)) {
    add("agents.defaults.workspace", workspaceOf(given, scene.paths));
  }
  return additions;
}

/** What was asked for and is not done, because the file says otherwise. */
function keptIn({ config, sourceOf }: Configuration, given: Given, { paths }: Scene): string[] {
  const { mode } = config.gateway;
  const { workspace } = config.agents.defaults;
  const wanted = expandHome(given.workspace ?? workspace, paths.home);
  const isNamed = sourceOf("agents.defaults.workspace")?.kind === "file";
  return [
    ...(given.mode !== undefined && mode !== undefined && mode !== given.mode
      ? [`Kept gateway.mode = ${mode}; change it in the file.`]
      : []),
    ...(isNamed && wanted !== workspace
      ? [`Kept agents.defaults.workspace = ${workspace}; change it in the file.`]
      : []),
  ];
}

function workspaceOf({ workspace }: Given, paths: Scene["paths"]): string {
  if (workspace === undefined) return shortened(paths);
  return workspace.startsWith("~") ? workspace : expandHome(workspace, paths.home);
}

function secretTold(key: string, value: string): string {
  return `${key} = ${new Secret(value).toString()} (only its fingerprint is shown)`;
}

/** `/home/ann/zero-dev` as `~/zero-dev`: the file may move to another account. */
function shortened({ workspace, home }: Scene["paths"]): string {
  return workspace.startsWith(`${home}/`) ? `~${workspace.slice(home.length)}` : workspace;
}

async function writeAdditions(
  io: Io,
  scene: Scene,
  { file }: Configuration,
  additions: Additions,
): Promise<void> {
  if (additions.size === 0) {
    io.line(`Config OK: ${file.path}`);
    return;
  }
  const document = [...additions].reduce<ValueObject>(
    (changed, [key, { value }]) => withValue(changed, key, value),
    file.exists ? rewritable(scene, additions) : objectOf([]),
  );
  await writeConfigFile(file.path, document);
  io.line(`Wrote ${file.path}`);
  for (const { told } of additions.values()) io.line(`  ${file.exists ? "added " : ""}${told}`);
}

/**
 * The document of a file that may be written again without losing anything: plain JSON, no
 * comments.
 */
function rewritable({ paths }: Scene, additions: Additions): ValueObject {
  const text = readText(paths.configPath) ?? "{}";
  try {
    JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandError(
      `${paths.configPath} lacks something, and has comments that rewriting it would lose.`,
      ["Next: add these keys by hand:", ...[...additions.keys()].map((key) => `  ${key}`)],
      { cause: error },
    );
  }
  return parseDocument(text, paths.configPath);
}

function makeWorkspace(io: Io, { config }: Configuration): void {
  const { workspace, skipBootstrap } = config.agents.defaults;
  mkdirSync(workspace, { recursive: true, mode: 0o700 });
  const made = skipBootstrap
    ? []
    : Object.entries(WORKSPACE_FILES).filter(([name, text]) => {
        return createFile(join(workspace, name), text);
      });
  const names = made.map(([name]) => name);
  io.line(`Workspace OK: ${workspace}${names.length > 0 ? ` (made ${names.join(", ")})` : ""}`);
}

/** False when something is there already, whatever it is. */
function createFile(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function nextStep({ config }: Configuration, { program }: Scene): string {
  if (config.gateway.mode === "remote") return `Next: ${program} status`;
  return `Next: ${program} gateway, and in a second terminal: ${program} agent --message "hi"`;
}
