import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import type { Edit } from "../../src/config/edit/edits.ts";
import { editText } from "../../src/config/edit/text.ts";
import { configSchema } from "../../src/config/generated/schema.ts";
import { sections } from "../../src/config/generated/sections.ts";
import type { ConfigKey } from "../../src/config/define.ts";
import type { Value } from "../../src/config/file/document.ts";
import type { Path } from "../../src/config/key-tree.ts";
import { eventually, type WireClient } from "../support/wire-client.ts";
import { freePort } from "./free-port.ts";
import { ConfigWorld } from "./world.ts";

type Schema = Readonly<Record<string, unknown>> & {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly enum?: readonly Value[];
  readonly anyOf?: readonly Schema[];
};

/** Names for what a record holds; the accounts are those of the world. */
const NAMES: Readonly<Record<string, string>> = {
  "channels.telegram.accounts": "work",
  "models.providers": "own",
  "agents.defaults.models": "own/model",
};

/** Values that a schema alone cannot give: they have to make sense where they stand. */
const VALUES: Readonly<Record<string, (world: ConfigWorld) => Value>> = {
  "browser.controlUrl": () => "http://127.0.0.1:1",
  "browser.profiles.*.cdpUrl": () => "ws://127.0.0.1:1",
  "browser.profiles.*.color": () => "#FF4500",
  "env.vars": () => ({ NOTHING_READS_THIS: "1" }),
  "gateway.bind": () => "custom",
  "gateway.customBindHost": () => "127.0.0.1",
  "gateway.auth.mode": () => "token",
  "gateway.trustedProxies": () => ["10.0.0.1"],
  "gateway.remote.url": () => "ws://127.0.0.1:1",
  "gateway.remote.transport": () => "ssh",
  "gateway.remote.sshTarget": () => "user@box",
  "gateway.remote.tlsFingerprint": () => "AB".repeat(32),
  "gateway.reload.debounceMs": () => 21,
  "logging.redactPatterns": () => ["nothing-says-this"],
  "logging.file": (world) => join(dirname(world.file), "logs", "other.jsonl"),
  "models.providers": () => ({ own: { baseUrl: "http://127.0.0.1:9/v1" } }),
  "models.providers.*.baseUrl": () => "http://127.0.0.1:9/v2",
  "models.providers.*.headers": () => ({ "x-own": "1" }),
  "models.providers.*.models": () => [{ id: "m" }],
  "agents.defaults.models": () => ({ "own/model": { alias: "mine" } }),
  "agents.defaults.workspace": (world) => join(dirname(world.file), "workspace"),
  "channels.telegram.tokenFile": (world) => tokenFile(world, 0),
  "channels.telegram.accounts.*.tokenFile": (world) => tokenFile(world, 1),
  "channels.telegram.apiRoot": (world) => `${world.telegrams[0]?.apiRoot}/`,
  "channels.telegram.accounts.*.apiRoot": (world) => `${world.telegrams[1]?.apiRoot}/`,
  "channels.telegram.botToken": (world) => world.telegrams[1]?.token ?? "",
  "channels.telegram.accounts.*.botToken": (world) => world.telegrams[0]?.token ?? "",
  "channels.telegram.dmPolicy": () => "disabled",
  "channels.telegram.accounts.*.dmPolicy": () => "disabled",
  "channels.telegram.allowFrom": () => ["2"],
  "channels.telegram.accounts.*.allowFrom": () => ["2"],
};

/** What has to be there as well, and restarts nothing itself. */
const BESIDE: Readonly<Record<string, readonly Edit[]>> = {
  "browser.profiles.*.color": [{ path: ["browser", "profiles", "own", "cdpPort"], value: 1 }],
  "gateway.remote.transport": [{ path: ["gateway", "remote", "sshTarget"], value: "user@box" }],
  "gateway.remote.tlsFingerprint": [
    { path: ["gateway", "remote", "url"], value: "wss://127.0.0.1:1" },
  ],
};

/** Anything but `local` is no gateway, and is refused while one runs. */
const NOT_ALONE = new Set(["gateway.mode"]);

const isLeaf = ({ key, type }: ConfigKey): boolean =>
  !["object", "record"].includes(type) || Object.hasOwn(VALUES, key);

const keys = sections.filter((key) => isLeaf(key) && !NOT_ALONE.has(key.key) && !inList(key));

/** What stands in a list is changed by changing the list. */
function inList({ key }: ConfigKey): boolean {
  return sections.some(({ key: other, type }) => type === "list" && key.startsWith(`${other}.`));
}

test("S10 V34 a change of any key of the schema restarts exactly what the key declares", async (t) => {
  const world = await ConfigWorld.start(t);
  let client = await world.connect();
  const wrong: string[] = [];
  const reference = world.text;
  for (const key of keys) {
    const path = pathOf(key.key);
    const before = await accountsOf(client);
    const value = key.key === "gateway.port" ? await freePort() : valueFor(key, path, world);
    world.write(editText(world.text, [...(BESIDE[key.key] ?? []), { path, value }]));
    const after = await world.inForce(client);
    const isRestarted = after !== client;
    const touched = isRestarted ? [] : await touchedSince(after, before);
    const actual = isRestarted ? "gateway" : touched.length > 0 ? "service" : "live";
    if (actual !== key.reload) wrong.push(`${key.key}: declared ${key.reload}, was ${actual}`);
    // An account that a key names is the only one; a key above all of them means the first.
    const expected = key.key.includes(".accounts.") ? "work" : "default";
    if (actual === "service" && !touched.includes(expected)) {
      wrong.push(`${key.key}: touched ${touched.join()} and not ${expected}`);
    }
    if (expected === "work" && touched.includes("default")) wrong.push(`${key.key}: too much`);
    world.write(reference);
    client = await world.inForce(after);
    await linked(client);
  }
  assert.deepEqual(wrong, []);
  assert.ok(keys.length > 55, `${keys.length} keys were changed`);
});

function linked(client: WireClient): Promise<boolean> {
  return eventually(async () => {
    const { channelAccounts } = await client.call("channels.status", {});
    return channelAccounts.telegram.every(({ linked: is }: { linked: boolean }) => is);
  }, "all accounts linked again");
}

/** Accounts that were stopped or started since. */
async function touchedSince(
  client: WireClient,
  before: Readonly<Record<string, string>>,
): Promise<string[]> {
  const after = await accountsOf(client);
  return Object.keys(before).filter((id) => after[id] !== before[id]);
}

/** When each account was last started and stopped. */
async function accountsOf(client: WireClient): Promise<Record<string, string>> {
  const { channelAccounts } = await client.call("channels.status", {});
  return Object.fromEntries(
    channelAccounts.telegram.map((account: Record<string, unknown>) => [
      account["accountId"],
      JSON.stringify([account["lastStartAt"], account["lastStopAt"]]),
    ]),
  );
}

function pathOf(key: string): Path {
  const path: string[] = [];
  for (const name of key.split(".")) {
    path.push(name === "*" ? (NAMES[path.join(".").replace(/\.own$/, "")] ?? "own") : name);
  }
  return path;
}

function valueFor(key: ConfigKey, path: Path, world: ConfigWorld): Value {
  const own = VALUES[key.key];
  if (own) return own(world);
  const schema = schemaAt(path);
  const now = currentOf(key);
  if (schema.enum) return schema.enum.find((choice) => choice !== now) ?? null;
  if (key.type === "boolean") return now !== true;
  if (key.type === "integer" || key.type === "number") {
    const { minimum = 0, maximum = 1e9 } = schema as { minimum?: number; maximum?: number };
    const next = (typeof now === "number" ? now : minimum) + 1;
    return next <= maximum ? next : minimum;
  }
  if (key.type === "list") return ["own/model"];
  return "another-value-of-this";
}

/** The value that holds by default; an account has those of the section. */
function currentOf({ key, default: value }: ConfigKey): unknown {
  const section = key.replace(".accounts.*", "");
  return value ?? sections.find((other) => other.key === section)?.default;
}

function schemaAt(path: Path): Schema {
  return path.reduce<Schema>((at, name) => {
    const record = at.additionalProperties;
    const next =
      at.properties?.[name] ??
      Object.values(at.patternProperties ?? {})[0] ??
      (typeof record === "object" ? record : at.items);
    assert.ok(next, `${path.join(".")} is not in the schema`);
    return next;
  }, configSchema as Schema);
}

function tokenFile(world: ConfigWorld, index: number): string {
  const file = join(dirname(world.file), `token-${index}`);
  writeFileSync(file, world.telegrams[index]?.token ?? "", { mode: 0o600 });
  return file;
}
