import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { cruise } from "dependency-cruiser";
import readConfig from "dependency-cruiser/config-utl/extract-depcruise-config";

const { forbidden = [], options = {} } = await readConfig(
  join(import.meta.dirname, "../../.dependency-cruiser.mjs"),
);

/** A small tree of the product's shape that breaks no rule: file → what it imports. */
const CLEAN: Readonly<Record<string, string>> = {
  "packages/protocol/src/errors.ts": "export const ERRORS = {};",
  "packages/client/src/index.ts": 'export * from "@zero/protocol/errors";',
  "packages/client/src/node/index.ts": 'import "node:fs"; export const files = 1;',
  "packages/channel/src/index.ts": "export type Id = string;",
  "packages/channel-telegram/src/index.ts":
    'import type { Id } from "@zero/channel"; export type B = Id;',
  "packages/simulator/src/index.ts": 'export { ERRORS } from "@zero/protocol/errors";',
  "src/kernel/errors.ts": 'import { ERRORS } from "@zero/protocol/errors"; export { ERRORS };',
  "src/domain/ids.ts": 'import type { Id } from "@zero/channel"; export type SessionKey = Id;',
  "src/config/read.ts": 'import "node:fs"; export const read = 1;',
  "src/net/gate.ts": 'import { read } from "../config/read.ts"; export const gate = read;',
  "src/store/sqlite.ts": 'import { DatabaseSync } from "node:sqlite"; export { DatabaseSync };',
  "src/daemon/launchd.ts": 'import { read } from "../config/read.ts"; export const launchd = read;',
  "src/setup/steps.ts": 'import "../kernel/errors.ts"; export const steps = 1;',
  "src/features/wizard/wizard.ts":
    'import { steps } from "../../setup/steps.ts"; export const wizard = steps;',
  "src/features/agent/agent.ts":
    'import { DatabaseSync } from "../../store/sqlite.ts"; export class Agent extends DatabaseSync {}',
  "src/features/agent/engine.ts": 'import "@ai-sdk/openai"; export const engine = 1;',
  "src/features/agent/config.schema.ts": 'import Type from "typebox"; export const agent = Type;',
  "src/features/outbox/outbox.ts": "export const outbox = 1;",
  "src/features/channels/load.ts": 'export const load = () => import("@zero/channel-telegram");',
  "src/doors/socket/socket.ts":
    'import type { Agent } from "../../features/agent/agent.ts"; export type Door = Agent;',
  "src/doors/socket/methods/agent.schema.ts": 'import Type from "typebox"; export const m = Type;',
  "src/doors/socket/methods/agent.ts": 'export type M = typeof import("./agent.schema.ts").m;',
  "src/doors/http/http.ts": "export const http = 1;",
  "src/gateway/sections.ts":
    'export type S = typeof import("../features/agent/config.schema.ts").agent;',
  "src/gateway/gateway.ts":
    'import "../features/agent/agent.ts"; import "../doors/socket/socket.ts"; export const g = 1;',
  "src/cli/commands/status.ts":
    'import "@zero/client"; import "../../config/read.ts"; import "../../setup/steps.ts";',
  "src/cli/commands/gateway/run.ts": 'import "../../../gateway/gateway.ts";',
  "src/main.ts": 'import "./cli/commands/status.ts";',
  "test/e2e/socket.test.ts": 'import "@zero/simulator"; import "../../src/gateway/gateway.ts";',
};

interface Violation {
  breaks: string;
  file: string;
  adds: string;
}

const breaks = (rule: string, file: string, adds: string): Violation => ({
  breaks: rule,
  file,
  adds: `import "${adds}";`,
});

/** Each of these lines is wrong for exactly one reason. */
const VIOLATIONS: readonly Violation[] = [
  breaks("no-cycles", "src/config/read.ts", "./write.ts"),
  breaks("kernel-knows-no-product", "src/kernel/errors.ts", "../domain/ids.ts"),
  breaks("kernel-knows-no-product", "src/kernel/errors.ts", "@zero/channel"),
  breaks("domain-knows-only-kernel", "src/domain/ids.ts", "../config/read.ts"),
  breaks("domain-knows-only-kernel", "src/domain/ids.ts", "node:fs"),
  breaks("domain-knows-only-kernel", "src/domain/ids.ts", "ws"),
  breaks("resources-look-down", "src/net/gate.ts", "../features/outbox/outbox.ts"),
  breaks("resources-look-down", "src/net/gate.ts", "../store/sqlite.ts"),
  breaks("resources-look-down", "src/daemon/launchd.ts", "../gateway/gateway.ts"),
  breaks("resources-look-down", "src/setup/steps.ts", "../features/outbox/outbox.ts"),
  breaks("resources-look-down", "src/setup/steps.ts", "../daemon/launchd.ts"),
  breaks("resources-look-down", "src/config/read.ts", "../setup/steps.ts"),
  breaks("features-are-strangers", "src/features/outbox/outbox.ts", "../agent/agent.ts"),
  breaks("features-are-strangers", "src/features/outbox/outbox.ts", "../../doors/http/http.ts"),
  breaks("doors-see-features-as-types", "src/doors/http/http.ts", "../../features/agent/agent.ts"),
  breaks("doors-are-strangers", "src/doors/http/http.ts", "../socket/socket.ts"),
  breaks("doors-are-strangers", "src/doors/http/http.ts", "../../gateway/gateway.ts"),
  breaks("one-place-builds-a-gateway", "src/main.ts", "./gateway/gateway.ts"),
  breaks("cli-speaks-the-wire", "src/cli/commands/status.ts", "../../store/sqlite.ts"),
  breaks("cli-speaks-the-wire", "src/cli/commands/status.ts", "../../gateway/gateway.ts"),
  breaks("cli-speaks-the-wire", "src/cli/commands/gateway/run.ts", "../../../store/sqlite.ts"),
  breaks("packages-stand-alone", "packages/client/src/index.ts", "../../../src/config/read.ts"),
  breaks("packages-stand-alone", "packages/client/src/index.ts", "@zero/channel"),
  breaks("the-wire-runs-in-browsers", "packages/client/src/index.ts", "node:crypto"),
  breaks("the-wire-runs-in-browsers", "packages/client/src/index.ts", "./node/index.ts"),
  breaks(
    "channels-know-only-the-contract",
    "packages/channel-telegram/src/index.ts",
    "@zero/protocol/errors",
  ),
  breaks(
    "channels-know-only-the-contract",
    "src/features/outbox/outbox.ts",
    "@zero/channel-telegram",
  ),
  breaks("one-driver-one-file", "src/features/outbox/outbox.ts", "node:sqlite"),
  breaks("one-driver-one-file", "src/features/agent/agent.ts", "@ai-sdk/openai"),
  breaks("schemas-are-build-time", "src/features/agent/agent.ts", "./config.schema.ts"),
  breaks("schemas-are-build-time", "src/doors/socket/socket.ts", "./methods/agent.schema.ts"),
  breaks("schemas-are-build-time", "src/config/read.ts", "typebox"),
  breaks("product-knows-no-tests", "src/features/outbox/outbox.ts", "@zero/simulator"),
  breaks("imports-resolve", "src/config/read.ts", "./gone.ts"),
];

const trees: string[] = [];
after(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** Installs a package into the tree; with a target it is a package of the workspace. */
function install(root: string, name: string, target?: string): void {
  const place = join(root, "node_modules", name);
  const folder = target ? join(root, target) : place;
  mkdirSync(dirname(place), { recursive: true });
  if (target) symlinkSync(folder, place);
  const exports = target ? { ".": "./src/index.ts", "./*": "./src/*.ts" } : { ".": "./index.mjs" };
  write(folder, "package.json", JSON.stringify({ name, type: "module", exports }));
  if (!target) write(folder, "index.mjs", "export default {};");
}

function makeTree(violation?: Violation): string {
  const root = mkdtempSync(join(tmpdir(), "zero-imports-"));
  trees.push(root);
  const files: Record<string, string> = { ...CLEAN };
  if (violation?.breaks === "no-cycles") files["src/config/write.ts"] = 'import "./read.ts";';
  if (violation) files[violation.file] += violation.adds;
  for (const [file, text] of Object.entries(files)) write(root, file, text);
  write(root, "package.json", JSON.stringify({ name: "tree", type: "module" }));
  for (const name of ["protocol", "client", "channel", "channel-telegram", "simulator"]) {
    install(root, `@zero/${name}`, `packages/${name}`);
  }
  for (const name of ["typebox", "ws", "@ai-sdk/openai"]) install(root, name);
  return root;
}

async function brokenRules(root: string): Promise<string[]> {
  const cruiseOptions = { ...options, baseDir: root, ruleSet: { forbidden }, validate: true };
  const { output } = await cruise(
    ["src", "packages", "test"],
    cruiseOptions,
    options.enhancedResolveOptions,
  );
  if (typeof output === "string") throw new Error(output);
  const { summary } = output;
  return [...new Set(summary.violations.map(({ rule }) => rule.name))];
}

test("a tree that follows every import rule breaks none", async () => {
  assert.deepEqual(await brokenRules(makeTree()), []);
});

for (const violation of VIOLATIONS) {
  test(`${violation.breaks} alone fires when ${violation.file} says ${violation.adds}`, async () => {
    assert.deepEqual(await brokenRules(makeTree(violation)), [violation.breaks]);
  });
}

test("a feature's value behind a door fires even beside an import of its type", async () => {
  const violation = breaks(
    "doors-see-features-as-types",
    "src/doors/socket/socket.ts",
    "../../features/agent/agent.ts",
  );
  assert.deepEqual(await brokenRules(makeTree(violation)), ["doors-see-features-as-types"]);
});

test("a schema's value fires even beside the type of its module", async () => {
  const violation = breaks(
    "schemas-are-build-time",
    "src/doors/socket/methods/agent.ts",
    "./agent.schema.ts",
  );
  assert.deepEqual(await brokenRules(makeTree(violation)), ["schemas-are-build-time"]);
});

test("every rule of the configuration is broken by one of these tests", () => {
  const named = new Set(forbidden.map(({ name = "" }) => name));
  assert.deepEqual([...named].toSorted(), [...new Set(VIOLATIONS.map((v) => v.breaks))].toSorted());
});
