import { readFileSync, statSync } from "node:fs";
import type { TestContext } from "node:test";
import {
  startModel,
  startTelegram,
  type ModelSimulator,
  type TelegramSimulator,
} from "@zero/simulator";
import { CliHome, collect } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { filesBelow } from "../support/machine/files.ts";
import { unusedPort } from "../support/scripted-gateway.ts";
import { connectParams, eventually, WireClient } from "../support/wire-client.ts";
import { Aviary, type Place, TELLINGS } from "./canaries.ts";
import { ProcessTable, Programs } from "./surroundings.ts";

const ANA = 700_123_456;
/** Nobody but their owner may see these, wherever they stand. */
const SECRETS: readonly Place[] = ["configuration", "environment", "guess"];
/** What people said belongs to the history and to whoever may read it. */
const EVERYTHING: readonly Place[] = [...SECRETS, "message"];

export interface CanaryOutcome {
  readonly canaries: number;
  /** Texts that were looked through, and how long they are together. */
  readonly texts: number;
  readonly characters: number;
  /** `where: which`; has to stay empty. */
  readonly leaks: readonly string[];
  /** Files below the state directory that others than their owner may use. */
  readonly open: readonly string[];
  /** How often the process table was looked at, and how many processes it showed. */
  readonly samples: number;
  readonly processes: number;
  /** Programs of the machine that were started, and those that should have been and were not. */
  readonly calls: number;
  readonly idle: readonly string[];
}

interface World {
  readonly t: Pick<TestContext, "after">;
  readonly aviary: Aviary;
  readonly cli: CliHome;
  readonly telegram: TelegramSimulator;
  readonly model: ModelSimulator;
  readonly gateway: GatewayProcess;
  readonly auth: { readonly token: string };
  readonly seen: Seen;
  readonly table: ProcessTable;
  readonly programs: Programs;
  /** What the shell has set in which somebody types commands. */
  readonly shell: Readonly<Record<string, string>>;
}

/** Looks through everything that comes out. */
class Seen {
  readonly leaks = new Set<string>();
  texts = 0;
  characters = 0;
  readonly #aviary: Aviary;

  constructor(aviary: Aviary) {
    this.#aviary = aviary;
  }

  look(where: string, text: string, places: readonly Place[] = EVERYTHING): void {
    this.texts += 1;
    this.characters += text.length;
    for (const name of this.#aviary.in(text, places)) this.leaks.add(`${where}: ${name}`);
  }
}

/**
 * Puts `count` canaries into the configuration, the environment and the messages of a real gateway,
 * lets it work and fail, and looks for them wherever something comes out.
 */
export async function runCanaries(
  t: World["t"],
  { seed, count }: { seed: number; count: number },
): Promise<CanaryOutcome> {
  const world = await makeWorld(t, new Aviary(seed), count);
  const { aviary, gateway, cli, seen, telegram, table, programs } = world;
  await allGoesWell(world);
  await nothingDoes(world);
  await lookEverywhere(world);
  await gateway.stop();
  await askWithoutGateway(world);
  seen.look("stdout", gateway.stdout);
  seen.look("stderr", gateway.stderr);
  seen.look("what Telegram was told", JSON.stringify(telegram.calls), SECRETS);
  const files = filesBelow(cli.path(".zero"));
  for (const path of files) {
    const places = placesIn(path);
    const bytes = readFileSync(path);
    for (const encoding of ["utf8", "latin1"] as const) {
      seen.look(path, bytes.toString(encoding), places);
    }
  }
  await brokenStart(world);
  table.stop();
  for (const { program, text } of programs.calls) seen.look(`what ${program} was given`, text);
  const open = filesBelow(cli.path(".zero")).filter((path) => statSync(path).mode & 0o077);
  const { texts, characters, leaks } = seen;
  return {
    canaries: aviary.all.length,
    texts,
    characters,
    leaks: [...leaks],
    open,
    samples: table.samples,
    processes: table.processes,
    calls: programs.calls.length,
    idle: programs.idle,
  };
}

async function makeWorld(t: World["t"], aviary: Aviary, count: number): Promise<World> {
  const share = Math.max(2, Math.round(count / 10));
  const telegram = await startTelegram({
    token: `700000009:${aviary.add("message", "none", true)}AbCdEf`,
  });
  t.after(() => telegram.close());
  aviary.all.length = 0;
  aviary.adopt("configuration", "botToken", telegram.token);
  const model = await startModel({ apiKey: aviary.add("configuration", "wireKey") });
  t.after(() => model.close());
  const wireKey = aviary.all.at(-1)?.value;
  const cli = CliHome.make(t);
  const token = aviary.add("configuration", "gatewayToken", true);
  const others = Array.from({ length: share }, (_, n) => [
    `other${n}`,
    {
      baseUrl: `http://127.0.0.1:1/v1?key=${aviary.add("configuration", `url${n}`, true)}`,
      apiKey: aviary.add("configuration", `apiKey${n}`),
      headers: { "x-extra": aviary.add("configuration", `header${n}`) },
    },
  ]);
  const vars = aviary.fill("configuration", "CONFIG_VAR_", share);
  cli.config({
    gateway: {
      mode: "local",
      tailscale: { mode: "serve", resetOnExit: true },
      auth: { mode: "token", token, password: aviary.add("configuration", "password") },
      remote: {
        token: aviary.add("configuration", "remoteToken"),
        password: aviary.add("configuration", "remotePassword"),
      },
    },
    channels: {
      telegram: { botToken: telegram.token, apiRoot: telegram.apiRoot, allowFrom: [ANA] },
    },
    models: {
      mode: "replace",
      providers: {
        wire: {
          baseUrl: model.baseUrl,
          apiKey: wireKey,
          headers: { "x-wire": aviary.add("configuration", "wireHeader", true) },
        },
        ...Object.fromEntries(others),
      },
    },
    agents: { defaults: { model: { primary: "wire/test-model" } } },
    env: { vars },
  });
  const dotEnv = aviary.fill("environment", "DOT_ENV_", share);
  const lines = Object.entries(dotEnv).map(
    ([name, value]) => `${name}='${value.replace(/'/g, "")}'`,
  );
  cli.write(".zero/.env", `${lines.join("\n")}\n`);
  const known = ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "GEMINI_API_KEY", "OPENROUTER_API_KEY"];
  const env = {
    ...aviary.fill("environment", "VARIABLE_", share),
    ...Object.fromEntries(known.map((name) => [name, aviary.add("environment", name)])),
  };
  const seen = new Seen(aviary);
  const table = new ProcessTable((text) => seen.look("the process table", text));
  t.after(() => table.stop());
  const programs = new Programs(cli.home);
  const shell = { ...env, PATH: programs.path };
  const gateway = await GatewayProcess.start({
    home: cli.home,
    args: ["--port", "0", "--verbose"],
    env: { ...shell, NOTIFY_SOCKET: cli.path("notify") },
  });
  t.after(() => gateway.clean());
  const auth = { token };
  const surroundings = { table, programs, shell };
  const world = { t, aviary, cli, telegram, model, gateway, auth, seen, ...surroundings };
  fillMessages(world, count);
  return world;
}

/** What is left of the number goes into messages and guesses. */
function fillMessages({ aviary }: World, count: number): void {
  const left = Math.max(20, count - aviary.all.length);
  aviary.fill("guess", "guess", 6);
  aviary.fill("message", "message", left - 6);
}

const valuesOf = ({ aviary }: World, place: Place): string[] =>
  aviary.all.filter((canary) => canary.place === place).map(({ value }) => value);

/** Messages come in and are answered, by channel and by request. */
async function allGoesWell(world: World): Promise<void> {
  const { t, telegram, gateway, auth } = world;
  const messages = valuesOf(world, "message");
  const half = Math.ceil(messages.length / 2);
  const perTurn = Math.ceil(messages.length / 12);
  const client = await WireClient.connect(t, gateway.url, { auth });
  let sent = 0;
  for (let at = 0; at < half; at += perTurn) {
    telegram.say(ANA, messages.slice(at, Math.min(half, at + perTurn)).join(" and "));
    sent += 1;
  }
  await eventually(() => telegram.sentTo(ANA).length >= sent, "answers on Telegram");
  for (let at = half; at < messages.length; at += perTurn) {
    const message = messages.slice(at, at + perTurn).join("\n");
    await client.turn({ message, idempotencyKey: `turn-${at}` });
  }
  const [first = "x"] = messages;
  await client.call("send", { to: `${ANA}`, message: first, idempotencyKey: "sent" });
  await client.call("chat.inject", { sessionKey: "main", message: first });
  await client.call("system-event", { text: first });
  const { messages: history } = await client.call("chat.history", { sessionKey: "main" });
  if (!JSON.stringify(history).includes("echo: ")) throw new Error("nothing was answered");
  world.seen.look("frames of a conversation", client.texts.join("\n"), SECRETS);
}

/** And then everything fails, with words that repeat what they should not. */
async function nothingDoes(world: World): Promise<void> {
  const { t, aviary, telegram, gateway, model, auth, seen } = world;
  const client = await WireClient.connect(t, gateway.url, { auth });
  const own = aviary.all.filter(({ name }) => /wireKey|wireHeader/.test(name));
  let n = 0;
  for (const { value } of own) {
    for (const tell of TELLINGS) {
      // Trouble of the server is tried again, which takes its time: once is enough.
      for (const status of tell === TELLINGS[0] ? [400, 401, 500] : [400, 401]) {
        model.use(() => ({ status, message: `no: ${tell(value)} of you` }));
        n += 1;
        const id = client.ask("agent", {
          message: "?",
          idempotencyKey: `failing-${n}`,
          sessionKey: `agent:main:f${n % 4}`,
        });
        await client.final(id);
      }
    }
  }
  for (const tell of TELLINGS.slice(0, 3)) {
    const description = `Bad Request: ${tell(telegram.token)}`;
    telegram.fault("sendMessage", { kind: "status", code: 400, description });
    n += 1;
    await client.request("send", { to: `${ANA}`, message: "x", idempotencyKey: `failing-${n}` });
  }
  for (const guess of valuesOf(world, "guess")) {
    const stranger = await WireClient.open(t, gateway.url);
    await stranger.request("connect", connectParams({ auth: { token: guess, password: guess } }));
    seen.look("the answer to a guess", stranger.texts.join("\n"));
    const headers = { Authorization: `Bearer ${encodeURIComponent(guess)}` };
    const url = `http://127.0.0.1:${gateway.port}/metrics`;
    seen.look("HTTP", await textOf(fetch(url, { headers })));
    seen.look("HTTP", await textOf(fetch(`${url}?token=${encodeURIComponent(guess)}`)));
  }
  await client.request("agent", { message: "x", idempotencyKey: "bad", secret: auth.token });
  await client.request("config.get", { token: auth.token });
  seen.look("frames of failures", client.texts.join("\n"), SECRETS);
}

/** Everything that an operator looks at while it runs. */
async function lookEverywhere(world: World): Promise<void> {
  const { t, gateway, auth, seen } = world;
  const client = await WireClient.connect(t, gateway.url, { auth });
  for (const [method, params] of Object.entries({
    health: { probe: true },
    status: {},
    "channels.status": { probe: true },
    "models.list": {},
    "agents.list": {},
    "config.get": {},
    "config.schema": {},
    "logs.tail": { limit: 5_000, maxBytes: 1_000_000 },
    "queue.list": {},
    "usage.cost": {},
    "system-presence": {},
    "node.list": {},
    "device.pair.list": {},
    "exec.approvals.get": {},
  })) {
    const answer = await client.request(method, params);
    // Notes about the system are words for whoever looks at them, not secrets.
    const isNotes = method === "status" || method === "system-presence";
    seen.look(method, JSON.stringify(answer), isNotes ? SECRETS : EVERYTHING);
  }
  seen.look("logs.tail", JSON.stringify(await client.request("logs.tail", { errors: true })));
  const headers = { Authorization: `Bearer ${auth.token}` };
  for (const path of ["/healthz", "/readyz", "/readyz/details", "/metrics", "/nothing"]) {
    const text = await textOf(fetch(`http://127.0.0.1:${gateway.port}${path}`, { headers }));
    seen.look(path, text);
  }
  const env = { ZERO_GATEWAY_PORT: `${gateway.port}` };
  for (const words of WORDS) await command(world, words, env);
}

const WORDS: readonly (readonly string[])[] = [
  ["status", "--all"],
  ["status", "--all", "--json"],
  ["health"],
  ["queue"],
  ["queue", "--json"],
  ["logs", "--limit", "5000", "--max-bytes", "1000000"],
  ["logs", "--errors"],
  ["channels", "status"],
  ["gateway", "status", "--json"],
  ["gateway", "probe", "--json", "--ssh", "ann@other.invalid"],
  ["security", "audit", "--deep"],
  ["doctor", "--non-interactive"],
  ["config", "get", "gateway"],
  ["config", "get", "models", "--json"],
  ["config", "history"],
  ["config", "plan"],
];

async function askWithoutGateway(world: World): Promise<void> {
  const env = { ZERO_GATEWAY_PORT: "9" };
  for (const words of WORDS) await command(world, words, env);
}

/** What may not stand in a file: the configuration and its copies are where its secrets live. */
function placesIn(path: string): readonly Place[] {
  if (path.endsWith("/.env")) return ["configuration", "guess", "message"];
  if (/\/(?:zero|last-good)\.json$|\/config-history\//.test(path)) {
    return ["environment", "guess", "message"];
  }
  return /\/zero\.db/.test(path) ? SECRETS : EVERYTHING;
}

/** A file with a mistake beside its secrets: what is wrong is told without them. */
async function brokenStart(world: World): Promise<void> {
  const { cli, seen, shell } = world;
  const file = cli.path(".zero", "zero.json");
  const { gateway, ...rest } = JSON.parse(readFileSync(file, "utf8")) as {
    gateway: { auth: object };
  };
  const auth = { ...gateway.auth, tokn: JSON.stringify(gateway.auth) };
  cli.config({ ...rest, gateway: { ...gateway, auth, port: "none" } });
  const child = cli.spawn(["gateway", "--port", `${await unusedPort()}`, "--force"], shell);
  // It runs with what it had before the mistake, or not at all.
  const leave = (chunk: Buffer) => {
    if (chunk.includes("listens on")) child.kill("SIGTERM");
  };
  child.stderr?.on("data", leave);
  const { stdout, stderr } = await collect(child);
  seen.look("a start with a mistake", stdout + stderr);
  await command(world, ["status", "--all"], { ZERO_GATEWAY_PORT: "9" });
  await command(world, ["config", "validate"]);
}

async function command(
  { cli, seen, shell }: World,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { stdout, stderr } = await cli.run(words, { ...shell, ...env });
  // It shows who is there, with their notes.
  const places = words.includes("probe") ? SECRETS : EVERYTHING;
  seen.look(`zero ${words.join(" ")}`, stdout + stderr, places);
}

async function textOf(response: Promise<Response>): Promise<string> {
  const answer = await response;
  return `${JSON.stringify([...answer.headers])}\n${await answer.text()}`;
}
