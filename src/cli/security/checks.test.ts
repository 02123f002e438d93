import assert from "node:assert/strict";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test, type TestContext } from "node:test";
import { Environment } from "../../config/environment.ts";
import { Secret } from "../../kernel/secret.ts";
import { syncedBy } from "../facts/sensitive-files.ts";
import { sceneOf } from "../scene.ts";
import { auditFacts, auditReport, checksFor } from "./audit.ts";
import { type AuditFacts, findingsOf } from "./check.ts";
import { fixAll } from "./fix.ts";

const LONG = "t".repeat(32);
const SAFE = { gateway: { mode: "local", auth: { token: LONG } } };

function homeOf(t: TestContext, config: object | string): string {
  const home = mkdtempSync(join(tmpdir(), "zero-audit-"));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, ".zero"), { mode: 0o700 });
  const text = typeof config === "string" ? config : JSON.stringify(config);
  writeFileSync(join(home, ".zero/zero.json"), text, { mode: 0o600 });
  return home;
}

function factsIn(home: string, more: Record<string, string> = {}): AuditFacts {
  const env = Environment.ofProcess({ HOME: home, ...more });
  return auditFacts(sceneOf({}, { version: "0", env, commands: {}, note: () => undefined }));
}

const idsOf = (facts: AuditFacts): string[] =>
  findingsOf(checksFor(facts), facts)
    .map(({ checkId }) => checkId)
    .filter((id) => id !== "summary.attack_surface")
    .toSorted();

const bot = { botToken: "123456:abcdefghijklmnopqrstuvwxyzABCDEFGHI", allowFrom: [1] };

const SETTINGS: readonly [string, object, readonly string[]][] = [
  ["nothing wrong", SAFE, []],
  ["no secret on loopback", { gateway: { mode: "local" } }, ["gateway.loopback_no_auth"]],
  ["no secret on the network", { gateway: { bind: "lan" } }, ["gateway.bind_no_auth"]],
  [
    "no secret on an address of this machine",
    { gateway: { mode: "local", bind: "custom", customBindHost: "127.0.0.2" } },
    ["gateway.loopback_no_auth"],
  ],
  ["a short token", { gateway: { auth: { token: "short" } } }, ["gateway.token_too_short"]],
  [
    "a password in the file",
    { gateway: { auth: { password: LONG } } },
    ["config.secrets.gateway_password_in_config"],
  ],
  ["a password by reference", { gateway: { auth: { password: "${PW}" } } }, []],
  [
    "the whole internet as a proxy",
    { gateway: { auth: { token: LONG }, trustedProxies: ["0.0.0.0/0", "10.0.0.1"] } },
    ["gateway.trusted_proxies_wide"],
  ],
  [
    "a remote gateway in clear",
    { gateway: { mode: "remote", remote: { url: "ws://example.org:1" } } },
    ["gateway.remote_plaintext"],
  ],
  [
    "a remote gateway over a tailnet",
    { gateway: { mode: "remote", remote: { url: "ws://100.64.1.2:1" } } },
    [],
  ],
  [
    "a remote gateway through a tunnel",
    { gateway: { mode: "remote", remote: { url: "ws://127.0.0.1:1" } } },
    [],
  ],
  [
    "browsers of this machine, of a tailnet and elsewhere in clear",
    {
      ...SAFE,
      browser: {
        profiles: {
          own: { cdpPort: 9222 },
          near: { cdpUrl: "http://100.64.1.2:9222" },
          far: { cdpUrl: "ws://10.0.0.9:9222" },
        },
      },
    },
    ["browser.remote_cdp_http"],
  ],
  [
    "a funnel",
    { gateway: { auth: { password: "${PW}" }, tailscale: { mode: "funnel" } } },
    ["gateway.tailscale_funnel"],
  ],
  [
    "a tailnet",
    { gateway: { auth: { token: LONG }, tailscale: { mode: "serve" } } },
    ["gateway.tailscale_serve"],
  ],
  [
    "everybody may write to the bot",
    { ...SAFE, channels: { telegram: { ...bot, dmPolicy: "open", allowFrom: ["*"] } } },
    ["channels.telegram.dm.open", "channels.telegram.dm.scope_main_multiuser"],
  ],
  [
    "two people in one conversation",
    { ...SAFE, channels: { telegram: { ...bot, allowFrom: [1, 2] } } },
    ["channels.telegram.dm.scope_main_multiuser"],
  ],
  [
    "two people, each with a conversation",
    {
      ...SAFE,
      session: { dmScope: "per-peer" },
      channels: { telegram: { ...bot, allowFrom: [1, 2] } },
    },
    [],
  ],
  [
    "an account that nobody may write to, beside one that is off",
    {
      ...SAFE,
      channels: {
        telegram: {
          accounts: {
            a: { ...bot, dmPolicy: "disabled" },
            b: { ...bot, dmPolicy: "open", enabled: false, allowFrom: ["*"] },
          },
        },
      },
    },
    ["channels.telegram.dm.disabled"],
  ],
  [
    "an open account that is on, below a channel that is off",
    {
      ...SAFE,
      channels: {
        telegram: {
          enabled: false,
          accounts: { a: { ...bot, enabled: true, dmPolicy: "open", allowFrom: ["*"] } },
        },
      },
    },
    [],
  ],
  [
    "an open section that signs one in itself, beside a named account",
    {
      ...SAFE,
      channels: {
        telegram: {
          ...bot,
          dmPolicy: "open",
          allowFrom: ["*"],
          accounts: { a: { ...bot, dmPolicy: "disabled" } },
        },
      },
    },
    [
      "channels.telegram.dm.disabled",
      "channels.telegram.dm.open",
      "channels.telegram.dm.scope_main_multiuser",
    ],
  ],
];

for (const [what, config, expected] of SETTINGS) {
  test(`the audit of ${what} finds ${expected.join(", ") || "nothing"}`, (t) => {
    assert.deepEqual(idsOf(factsIn(homeOf(t, config), { PW: LONG })), expected);
  });
}

test("a key that this build lacks is looked at as soon as a build has it", (t) => {
  const facts = factsIn(homeOf(t, SAFE));
  const { configuration } = facts;
  const later = {
    ...configuration.config,
    hooks: { token: new Secret(LONG), path: "/" },
    logging: { ...configuration.config.logging, redactSensitive: "off" as const },
    browser: { ...configuration.config.browser, cdpUrl: "http://10.0.0.9:9222" },
    plugins: {},
  };
  const withKeys = { ...facts, configuration: { ...configuration, config: later } };
  assert.deepEqual(idsOf(withKeys), [
    "browser.remote_cdp_http",
    "hooks.path_root",
    "hooks.token_reuse_gateway_token",
    "logging.redact_off",
    "plugins.extensions_no_allowlist",
  ]);
  const short = {
    ...later,
    hooks: { token: new Secret("short") },
    browser: { profiles: {} },
    plugins: undefined,
  };
  const now = { ...facts, configuration: { ...configuration, config: short } };
  assert.deepEqual(idsOf(now), ["hooks.token_too_short", "logging.redact_off"]);
});

test("SR29 files that others may read or change are found by kind, and --fix closes exactly these", async (t) => {
  const home = homeOf(t, '{ $include: "more.json5", gateway: { auth: { token: "${TOKEN}" } } }');
  const path = (name: string) => join(home, ".zero", name);
  for (const [name, mode] of [
    ["more.json5", 0o644],
    [".env", 0o600],
    ["zero.db", 0o660],
    ["exec-approvals.json", 0o666],
  ] as const) {
    writeFileSync(path(name), name === ".env" ? `TOKEN=${LONG}\n` : "{}");
    chmodSync(path(name), mode);
  }
  mkdirSync(path("credentials"));
  chmodSync(path("credentials"), 0o750);
  mkdirSync(path("logs"));
  symlinkSync("/dev/null", path("logs/gateway.jsonl"));
  const before = factsIn(home);
  const files = idsOf(before).filter((id) => !id.startsWith("fs.log_file"));
  assert.deepEqual(files, [
    "fs.config_include.perms_readable",
    "fs.credentials_dir.perms_readable",
    "fs.exec_approvals.perms_world_writable",
    "fs.sessions_store.perms_group_writable",
  ]);
  assert.ok(idsOf(before).includes("fs.log_file.symlink"));

  const own = { ...before, files: before.files.filter(({ kind }) => kind !== "log_file") };
  const fixed = await fixAll(checksFor(own), own, async () => assert.fail("no setting"));
  assert.deepEqual(
    fixed.map(({ ok }) => ok),
    [true, true, true, true],
  );
  const modes = ["more.json5", ".env", "zero.db", "exec-approvals.json", "credentials"].map(
    (name) => statSync(path(name)).mode & 0o777,
  );
  assert.deepEqual(modes, [0o600, 0o600, 0o600, 0o600, 0o700]);
  const after = factsIn(home);
  assert.deepEqual(
    idsOf(after).filter((id) => !id.startsWith("fs.log_file")),
    [],
  );
});

test("SR29 the audit looks at whatever of a state directory holds something private, remains of killed writes too", async (t) => {
  const home = homeOf(t, SAFE);
  const path = (name: string) => join(home, ".zero", name);
  const open: Readonly<Record<string, string>> = {
    "node.json": "identity",
    "zero.db-shm": "sessions_store",
    "zero.db-wal": "sessions_store",
    "exec-approvals.json.3126408851": "exec_approvals",
    "zero.json.0123456789ab.tmp": "config",
    "zero.json.before-reset-2": "config",
    "last-good.json.tmp": "config",
    "restart-sentinel.json": "restart_word",
    "logs/gateway.errors.jsonl": "log_file",
    "before-restore-20261122120000": "state_copy",
    "restored-config": "config_include",
  };
  mkdirSync(path("logs"), { mode: 0o700 });
  for (const name of Object.keys(open)) {
    if (open[name] === "state_copy" || open[name] === "config_include") mkdirSync(path(name));
    else writeFileSync(path(name), "{}");
    chmodSync(path(name), 0o755);
  }
  for (const name of ["gateway.lock", "zero.json.lock", "notes.txt"]) {
    writeFileSync(path(name), "");
    chmodSync(path(name), 0o644);
  }
  const facts = factsIn(home);
  const found = facts.files.filter(({ mode }) => (mode & 0o077) !== 0);
  assert.deepEqual(
    Object.fromEntries(found.map(({ path: at, kind }) => [relative(path(""), at), kind])),
    open,
  );
  const fixed = await fixAll(checksFor(facts), facts, async () => assert.fail("no setting"));
  assert.deepEqual(
    fixed.filter(({ ok }) => !ok),
    [],
  );
  assert.equal(fixed.length, Object.keys(open).length);
  assert.deepEqual(idsOf(factsIn(home)), []);
});

test("every check has an id, a title and, where something can be done, a remedy; the report counts them", (t) => {
  const facts = factsIn(homeOf(t, { ...SAFE, channels: { telegram: bot } }));
  const checks = checksFor(facts);
  const ids = checks.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, title, severity, remediation } of checks) {
    assert.match(id, /^[a-z_]+(\.[a-z0-9_]+)+$/);
    assert.match(title, /^[A-Z].*[^.]$/);
    assert.ok(severity === "info" || remediation !== undefined, id);
  }
  const report = auditReport(facts, 7);
  assert.deepEqual(report.summary, { critical: 0, warn: 0, info: 1 });
  assert.equal(report.ts, 7);
  assert.ok(!JSON.stringify(report).includes(LONG), "no secret is in a report");
});

test("folders of cloud services are known by their paths", () => {
  for (const path of [
    "/Users/a/Library/Mobile Documents/com~apple~CloudDocs/zero",
    "/home/a/Dropbox/.zero",
    "/home/a/OneDrive - Work/.zero",
    "/Users/a/Library/CloudStorage/GoogleDrive-a/.zero",
  ]) {
    assert.notEqual(syncedBy(path), undefined, path);
  }
  assert.equal(syncedBy("/home/dropboxer/.zero"), undefined);
});
