import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { Secret } from "../kernel/secret.ts";
import { Environment } from "./environment.ts";
import { type Configuration, loadConfig, loadWithoutFile } from "./load.ts";
import type { FlagValues } from "./overlay.ts";
import { pathsOf } from "./paths.ts";
import { ConfigError } from "./problems.ts";
import { secretsIn } from "./secrets.ts";

interface Setting {
  file?: string | object;
  env?: Record<string, string>;
  envFile?: string;
  flags?: FlagValues;
  profile?: string;
  others?: Record<string, string>;
}

function optionsOf(t: TestContext, setting: Setting) {
  const home = mkdtempSync(join(tmpdir(), "zero-config-"));
  t.after(() => rmSync(home, { recursive: true }));
  const env = Environment.ofProcess({ HOME: home, ...setting.env });
  const paths = pathsOf(setting.profile, env);
  mkdirSync(paths.stateDir, { recursive: true });
  const write = (path: string, content: string | object) =>
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content), {
      mode: 0o600,
    });
  if (setting.file !== undefined) write(paths.configPath, setting.file);
  if (setting.envFile !== undefined) write(paths.envFile, setting.envFile);
  for (const [name, text] of Object.entries(setting.others ?? {})) {
    write(join(paths.stateDir, name), text);
  }
  return { paths, env, flags: setting.flags ?? {} };
}

function load(t: TestContext, setting: Setting): Configuration {
  return loadConfig(optionsOf(t, setting));
}

function problems(t: TestContext, setting: Setting): string[] {
  try {
    load(t, setting);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
  return [];
}

test("a missing file is an empty one with every default", (t) => {
  const { config, file, sourceOf } = load(t, {});
  assert.equal(file.exists, false);
  assert.equal(file.hash, "");
  assert.equal(config.gateway.port, 18_789);
  assert.equal(config.gateway.bind, "loopback");
  assert.equal(config.gateway.mode, undefined);
  assert.equal(config.gateway.http.endpoints.chatCompletions.enabled, false);
  assert.deepEqual(sourceOf("gateway.port"), { kind: "default", from: "declaration" });
  assert.equal(sourceOf("gateway.auth.token"), undefined);
});

test("S30 S53 V30 the port comes from the flag, then ZERO_GATEWAY_PORT, then the file, then 18789", (t) => {
  const file = { gateway: { port: 1003 } };
  const env = { ZERO_GATEWAY_PORT: "1002" };
  const flags = { "gateway.port": { flag: "--port", value: 1001 } };
  const cases: [Setting, number, object][] = [
    [{ file, env, flags }, 1001, { kind: "flag", name: "--port" }],
    [{ file, env }, 1002, { kind: "environment", name: "ZERO_GATEWAY_PORT", from: "environment" }],
    [{ file }, 1003, { kind: "file" }],
    [{ file, env: { ZERO_GATEWAY_PORT: "" } }, 1003, { kind: "file" }],
    [{}, 18_789, { kind: "default", from: "declaration" }],
  ];
  for (const [setting, port, source] of cases) {
    const { config, sourceOf } = load(t, setting);
    assert.equal(config.gateway.port, port);
    assert.deepEqual(sourceOf("gateway.port"), source);
  }
});

test("S48 S52 the dev profile's port is a default that file, variable and flag override", (t) => {
  assert.equal(load(t, { profile: "dev" }).config.gateway.port, 19_001);
  assert.equal(load(t, { profile: "dev", file: { gateway: { port: 5 } } }).config.gateway.port, 5);
  const env = { ZERO_GATEWAY_PORT: "6" };
  assert.equal(load(t, { profile: "dev", env }).config.gateway.port, 6);
});

test("S26 S27 S28 V30 the token is a Secret, from the flag, then the environment, then the file", (t) => {
  const file = { gateway: { auth: { token: "file-token" } } };
  const env = { ZERO_GATEWAY_TOKEN: "env-token" };
  const flags = { "gateway.auth.token": { flag: "--token", value: "flag-token" } };
  for (const [setting, token] of [
    [{ file, env, flags }, "flag-token"],
    [{ file, env }, "env-token"],
    [{ file }, "file-token"],
  ] as [Setting, string][]) {
    const { config } = load(t, setting);
    assert.ok(config.gateway.auth.token instanceof Secret);
    assert.equal(config.gateway.auth.token.reveal(), token);
    assert.ok(!JSON.stringify(config).includes(token));
    assert.deepEqual(
      secretsIn(config).map((secret) => secret.reveal()),
      [token],
    );
  }
});

test("every problem is listed at once, by full path, with what was probably meant", (t) => {
  const found = problems(t, {
    file: {
      gatway: {},
      gateway: { prot: 1, bind: "everywhere", auth: { tokn: "x" }, trustedProxies: [1] },
      logging: { level: "loud" },
    },
  });
  assert.deepEqual(found.toSorted(), [
    'gateway.auth.tokn: Unrecognized key; did you mean "token"?',
    'gateway.bind: must be one of "loopback", "lan", "tailnet", "auto", "custom"',
    'gateway.prot: Unrecognized key; did you mean "port"?',
    "gateway.trustedProxies[0]: must be string",
    'gatway: Unrecognized key; did you mean "gateway"?',
    'logging.level: must be one of "debug", "info", "warn", "error"',
  ]);
});

test("an unknown key that resembles nothing lists what is known there", (t) => {
  const [found] = problems(t, { file: { logging: { zzzzzzzz: 1 } } });
  const known =
    "level, consoleLevel, consoleStyle, redactSensitive, redactPatterns, file, budgetMb, keepDays";
  assert.equal(found, `logging.zzzzzzzz: Unrecognized key; known here: ${known}`);
});

test("a problem never shows the value, which may be a secret", (t) => {
  const setting = { file: { gateway: { auth: { token: { nested: "sk-canary" } } } } };
  assert.throws(
    () => load(t, setting),
    (error) => {
      assert.ok(error instanceof ConfigError);
      assert.ok(!error.message.includes("sk-canary"));
      return true;
    },
  );
});

test("a variable that cannot be read as its key's type is a problem, not a default", (t) => {
  for (const text of ["abc", "1.5", "70000", "-1", "1e3", "0x10"]) {
    const found = problems(t, { env: { ZERO_GATEWAY_PORT: text } });
    assert.equal(found.length, 1, text);
    assert.match(found[0] ?? "", /^gateway\.port: /);
  }
});

test("references are filled in, escapes stay, and everything that is missing is named", (t) => {
  const { config } = load(t, {
    file: { gateway: { auth: { token: "a-${TOKEN}-$${TOKEN}" }, customBindHost: "${low}er" } },
    env: { TOKEN: "secret" },
  });
  assert.equal(config.gateway.auth.token?.reveal(), "a-secret-${TOKEN}");
  assert.equal(config.gateway.customBindHost, "${low}er");
  const found = problems(t, {
    file: { gateway: { auth: { token: "${ONE}", password: "${EMPTY}" } } },
    env: { EMPTY: "" },
  });
  assert.deepEqual(found, [
    'gateway.auth.token: Missing env var "ONE" referenced at config path: gateway.auth.token',
    'gateway.auth.password: Missing env var "EMPTY" referenced at config path: gateway.auth.password',
  ]);
});

test("SR27 a text that grows too long while it is filled in is refused", (t) => {
  const found = problems(t, {
    file: { gateway: { customBindHost: "${BIG}${BIG}${BIG}" } },
    env: { BIG: "x".repeat(100_000) },
  });
  assert.match(found.join("\n"), /longer than 262144 characters once filled in/);
});

test("V36 variables come from the process, then <state>/.env, then the file's env", (t) => {
  const { config, env } = load(t, {
    file: {
      env: { vars: { ONE: "vars", TWO: "vars-${BASE}" }, THREE: "direct" },
      gateway: { auth: { token: "${ONE}/${TWO}/${THREE}" } },
    },
    env: { BASE: "b" },
    envFile: "ONE=dotenv\n",
  });
  assert.equal(config.gateway.auth.token?.reveal(), "dotenv/vars-b/direct");
  assert.equal(env.get("TWO"), "vars-b");
  assert.equal(env.sourceOf("THREE"), "config env");
  assert.ok(!JSON.stringify(config.env).includes("direct"));
});

test("V30 a token in <state>/.env counts as environment and names its file", (t) => {
  const { config, sourceOf } = load(t, {
    file: { gateway: { auth: { token: "file" } } },
    envFile: "ZERO_GATEWAY_TOKEN=dotenv\n",
  });
  assert.equal(config.gateway.auth.token?.reveal(), "dotenv");
  assert.deepEqual(sourceOf("gateway.auth.token"), {
    kind: "environment",
    name: "ZERO_GATEWAY_TOKEN",
    from: ".env",
  });
});

test("a variable sets no optional part up that the file does not name", (t) => {
  const env = { TELEGRAM_BOT_TOKEN: "123:abc" };
  assert.equal(load(t, { env }).config.channels?.telegram, undefined);
  const { telegram } = load(t, { env, file: { channels: { telegram: {} } } }).config.channels;
  assert.equal(telegram?.botToken?.reveal(), "123:abc");
});

test("the configuration cannot be changed", (t) => {
  const { config } = load(t, { file: { gateway: { trustedProxies: ["10.0.0.1"] } } });
  assert.throws(() => config.gateway.trustedProxies.push("x"), TypeError);
  assert.throws(() => (config.gateway.port = 1), TypeError);
});

test("~ in a path is this user's home, also in a default", (t) => {
  const options = optionsOf(t, { file: { logging: { file: "~/logs/z.jsonl" } } });
  assert.equal(loadConfig(options).config.logging.file, join(options.paths.home, "logs/z.jsonl"));
});

test("included files are merged in order and the file that includes them wins", (t) => {
  const { config } = load(t, {
    file: `{ $include: ["./a.json5", "b.json5"], gateway: { port: 3 } }`,
    others: {
      "a.json5": `{ gateway: { port: 1, bind: "lan", trustedProxies: ["10.0.0.1"] } }`,
      "b.json5": `{ gateway: { $include: "c.json5", trustedProxies: ["10.0.0.2"] } }`,
      "c.json5": `{ bind: "tailnet" }`,
    },
  });
  assert.equal(config.gateway.port, 3);
  assert.equal(config.gateway.bind, "tailnet");
  assert.deepEqual(config.gateway.trustedProxies, ["10.0.0.1", "10.0.0.2"]);
});

test("included files that go in a circle or are missing are named", (t) => {
  const circle = problems(t, {
    file: `{ $include: "a.json5" }`,
    others: { "a.json5": `{ $include: "zero.json" }` },
  });
  assert.match(circle.join(), /files include each other: .*zero\.json → .*a\.json5 → .*zero\.json/);
  assert.match(problems(t, { file: `{ $include: "gone.json5" }` }).join(), /does not exist/);
  assert.match(problems(t, { file: `{ $include: [1] }` }).join(), /must be a path/);
  assert.match(
    problems(t, {
      file: `{ $include: "big.json5" }`,
      others: { "big.json5": `{} // ${"x".repeat(1024 * 1024 - 10)}` },
    }).join(),
    /exceeds 1048576 bytes/,
  );
});

test("a folder or an unreadable text in the file's place is a problem with a reason", (t) => {
  const options = optionsOf(t, {});
  mkdirSync(options.paths.configPath);
  assert.throws(() => loadConfig(options), /it is no regular file/);
});

test("without its file the configuration still has flags, variables and defaults", (t) => {
  const options = optionsOf(t, { file: "{ broken", env: { ZERO_GATEWAY_PORT: "7" } });
  assert.throws(() => loadConfig(options), ConfigError);
  assert.equal(loadWithoutFile(options).config.gateway.port, 7);
});

test("S51 S52 a profile has a workspace of its own unless the file names one", (t) => {
  const options = optionsOf(t, { profile: "dev" });
  const { config, sourceOf } = loadConfig(options);
  assert.equal(config.agents.defaults.workspace, join(options.paths.home, "zero-dev"));
  const source = { kind: "default", from: "profile" };
  assert.deepEqual(sourceOf("agents.defaults.workspace"), source);
  const main = optionsOf(t, {});
  assert.equal(loadConfig(main).config.agents.defaults.workspace, join(main.paths.home, "zero"));
  const file = { agents: { defaults: { workspace: "/elsewhere" } } };
  const named = load(t, { profile: "dev", file });
  assert.equal(named.config.agents.defaults.workspace, "/elsewhere");
});

test("the configuration of the load generator is accepted as it stands", (t) => {
  const targets = new URL("../../test/bench/targets.example.json", import.meta.url);
  const example = JSON.parse(readFileSync(targets, "utf8")).targets[0].config.json;
  const env = { BENCH_DIR: "/b", MOCK_URL: "http://127.0.0.1:1" };
  const { config } = load(t, { file: example, env });
  assert.equal(config.gateway.http.endpoints.chatCompletions.enabled, true);
  assert.equal(config.agents.defaults.workspace, "/b/zero/ws");
  assert.equal(config.models.providers["mock"]?.baseUrl, "http://127.0.0.1:1/v1");
  assert.equal(config.models.providers["mock"].apiKey?.reveal(), "sk-mock");
});

test("V14 a service reads its own file of secrets, above .env and below its variables; nobody else does", (t) => {
  const others = { "service.env": "ZERO_GATEWAY_TOKEN='of-the-service'\nZERO_GATEWAY_PORT='1'\n" };
  const envFile = "ZERO_GATEWAY_TOKEN=of-the-state\n";
  const env = { ZERO_SERVICE_MARKER: "zero", ZERO_GATEWAY_PORT: "19000", ZERO_GATEWAY_TOKEN: "" };
  const service = load(t, { env, others, envFile });
  assert.equal(service.config.gateway.auth.token?.reveal(), "of-the-service");
  assert.deepEqual(service.sourceOf("gateway.auth.token"), {
    kind: "environment",
    name: "ZERO_GATEWAY_TOKEN",
    from: "service.env",
  });
  assert.equal(service.config.gateway.port, 19_000);
  const shell = load(t, { others, envFile });
  assert.equal(shell.config.gateway.auth.token?.reveal(), "of-the-state");
});

test("V14 SR29 a service whose secrets others may read does not start", (t) => {
  const others = { "service.env": "ZERO_GATEWAY_TOKEN='x'\n" };
  const options = optionsOf(t, { env: { ZERO_SERVICE_MARKER: "zero" }, others });
  chmodSync(options.paths.serviceEnvFile, 0o640);
  assert.throws(
    () => loadConfig(options),
    (error) =>
      error instanceof ConfigError && /chmod 600/.test(error.message + error.problems[0]?.message),
  );
});

test("S54 S55 V4 ports derived from gateway.port follow it, and give way to the file and variables", (t) => {
  const portsOf = (setting: Setting) => {
    const { config } = load(t, setting);
    return [config.browser.controlUrl, config.canvasHost.port];
  };
  assert.deepEqual(portsOf({}), ["http://127.0.0.1:18791", 18_793]);
  assert.deepEqual(portsOf({ profile: "dev" }), ["http://127.0.0.1:19003", 19_005]);
  const flags = { "gateway.port": { flag: "--port", value: 20_000 } };
  assert.deepEqual(portsOf({ flags }), ["http://127.0.0.1:20002", 20_004]);
  assert.deepEqual(portsOf({ file: { gateway: { port: 0 } } }), [undefined, undefined]);
  assert.deepEqual(portsOf({ file: { gateway: { port: 65_531 } } }), [
    "http://127.0.0.1:65533",
    65_535,
  ]);
  const env = { ZERO_CANVAS_HOST_PORT: "0", ZERO_BROWSER_CONTROL_URL: "http://[::1]:9" };
  assert.deepEqual(portsOf({ env, file: { canvasHost: { port: 9 } } }), ["http://[::1]:9", 0]);
  assert.equal(load(t, { env }).sourceOf("canvasHost.port")?.kind, "environment");
  assert.deepEqual(load(t, {}).sourceOf("canvasHost.port"), { kind: "default", from: "derived" });
});

test("S54 S55 one port for two parts, and a base port without room, are problems that name the keys", (t) => {
  const found = (port: number, canvas?: number, controlUrl?: string) => {
    const file = {
      gateway: { port },
      ...(canvas === undefined ? {} : { canvasHost: { port: canvas } }),
      ...(controlUrl === undefined ? {} : { browser: { controlUrl } }),
    };
    return problems(t, { file });
  };
  const same = "set one of the two to another";
  assert.deepEqual(found(4_000, 4_000), [
    `canvasHost.port: port 4000 is that of gateway.port already; ${same}`,
  ]);
  assert.deepEqual(found(4_000, 4_002), [
    `canvasHost.port: port 4002 is that of browser.controlUrl already; ${same}`,
  ]);
  assert.deepEqual(found(4_000, undefined, "http://localhost:4000"), [
    `browser.controlUrl: port 4000 is that of gateway.port already; ${same}`,
  ]);
  assert.deepEqual(found(65_533), [
    "gateway.port: port 65533 leaves none for canvasHost.port, which is 4 above it unless it is set; " +
      "take a lower one, or set canvasHost.port",
  ]);
  assert.deepEqual(found(65_533, 9), []);
  assert.equal(found(65_535).length, 2);
  assert.deepEqual(found(65_535, 8, "http://127.0.0.1:9"), []);
  assert.match(found(4_000, 65_536)[0] ?? "", /^canvasHost.port: must be <= 65535/);
  assert.deepEqual(found(4_000, 1, "http://a:99999"), [
    "browser.controlUrl: is no address, such as http://127.0.0.1:18791",
  ]);
});

test("a log in the place of the configuration, of a part of it or of the state is a problem with its key", (t) => {
  const taken = [
    "zero.json",
    "own/../zero.json",
    "part.json5",
    "zero.db",
    "identity/x.jsonl",
    ".env",
  ];
  for (const name of taken) {
    const file = `{ logging: { file: "~/.zero/${name}" }, channels: { $include: "./part.json5" } }`;
    const options = optionsOf(t, { file, others: { "part.json5": "{}" } });
    assert.throws(
      () => loadConfig(options),
      (error: Error) =>
        error instanceof ConfigError &&
        error.problems.some(({ path, message }) => {
          return path === "logging.file" && /a file of its own already/.test(message);
        }),
      name,
    );
  }
  for (const name of ["gateway.log", "logs/mine.log", "zero.log"]) {
    const options = optionsOf(t, { file: `{ logging: { file: "~/.zero/${name}" } }` });
    assert.equal(loadConfig(options).config.logging.file, join(options.paths.stateDir, name));
  }
});
