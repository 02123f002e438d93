import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { answerOf, linuxHome } from "../support/daemon/linux-home.ts";
import { GatewayProcess } from "../support/gateway-process.ts";

const UNIT = "zero-gateway.service";

const userHome = (name: string): string | undefined =>
  readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((line) => line.startsWith(`${name}:`))
    ?.split(":")[5];

test("V14 V30 SR22 a token is in service.env alone, 0600, and only when the configuration does not hold it", async (t) => {
  const { cli, zero, unit } = linuxHome(t);
  const secrets = cli.path(".zero/service.env");
  const first = await zero("gateway install --token tok%en$1-typed");
  assert.equal(first.status, 0, first.stderr);
  assert.equal(readFileSync(secrets, "utf8"), "ZERO_GATEWAY_TOKEN='tok%en$1-typed'\n");
  assert.equal(statSync(secrets).mode & 0o777, 0o600);
  assert.ok(!unit().join("\n").includes("tok%en"));
  assert.ok(!(first.stdout + first.stderr).includes("tok%en"));
  // What an earlier installation was given stays.
  await zero("gateway install --force");
  assert.match(readFileSync(secrets, "utf8"), /typed/);
  await zero("gateway install --force", { ZERO_GATEWAY_TOKEN: "of-this-shell" });
  assert.equal(readFileSync(secrets, "utf8"), "ZERO_GATEWAY_TOKEN='of-this-shell'\n");
  // The configuration's own token ends it.
  cli.config({ gateway: { mode: "local", auth: { token: "in-the-file" } } });
  await zero("gateway install --force");
  assert.equal(existsSync(secrets), false);
  await zero("gateway install --force", { ZERO_GATEWAY_TOKEN: "in-the-file" });
  assert.equal(existsSync(secrets), false);
  await zero("gateway install --force --token another");
  assert.match(readFileSync(secrets, "utf8"), /another/);
  await zero("gateway uninstall");
  assert.equal(existsSync(secrets), false);
  const quoted = await zero("gateway install --token it's");
  assert.equal(quoted.status, 1);
  assert.match(quoted.stderr, /ZERO_GATEWAY_TOKEN has a single quote/);
  assert.ok(!quoted.stderr.includes("it's"));
});

test("SR22 what a unit cannot carry is refused before anything is written", async (t) => {
  const { cli, tools, zero } = linuxHome(t);
  const state = { ZERO_STATE_DIR: cli.path("state\nExecStartPre=evil") };
  const { status, stderr } = await zero("gateway install", state);
  assert.equal(status, 1);
  assert.match(stderr, /^Gateway install failed: .* contains a control character/);
  assert.equal(existsSync(cli.path(".config/systemd/user", UNIT)), false);
  assert.equal(
    tools.calls().some((call) => call.includes("daemon-reload")),
    false,
  );
});

test("S164 lingering is switched on at installation, with sudo where it takes that, and said when it is refused", async (t) => {
  const { tools, zero } = linuxHome(t);
  const user = userInfo().username;
  const lingering = () => tools.calls().filter((call) => /^(loginctl|sudo)/.test(call));
  await zero("gateway install");
  assert.deepEqual(lingering(), [
    `loginctl show-user ${user} -p Linger`,
    `loginctl enable-linger ${user}`,
  ]);
  await zero("gateway install --force");
  assert.deepEqual(lingering(), [`loginctl show-user ${user} -p Linger`]);

  const other = linuxHome(t);
  const says = "Could not enable linger: Access denied";
  other.tools.fail("loginctl", "enable-linger", { says });
  const raised = await other.zero("gateway install");
  assert.match(raised.stdout, /Lingering is on for .* \(with sudo\)\.\n$/);
  const made = other.tools.calls().filter((call) => call.startsWith("sudo"));
  assert.deepEqual(made, [`sudo -n loginctl enable-linger ${user}`]);

  const third = linuxHome(t);
  third.tools.fail("loginctl", "enable-linger", { says });
  third.tools.fail("sudo", "loginctl", { says: "sudo: a password is required" });
  const refused = await third.zero("gateway install");
  assert.equal(refused.status, 0);
  assert.match(
    refused.stderr,
    new RegExp(
      `The service stops when you log out: .*a password is required.* Next: sudo loginctl enable-linger ${user}\n`,
    ),
  );
});

test("a gateway that could not stay up is installed with the reason why it will not", async (t) => {
  const { cli, zero } = linuxHome(t);
  const unset = await zero("gateway install");
  assert.match(unset.stderr, /Warning: gateway\.mode is not set: the gateway ends with status 78/);
  cli.config({ gatewy: {} });
  const broken = await zero("gateway install --force");
  assert.match(broken.stderr, /Warning: .*zero\.json is not valid: the gateway starts with/);
  const nix = await zero("gateway install --force", { ZERO_NIX_MODE: "1" });
  assert.equal(nix.status, 1);
  assert.match(nix.stderr, /Nix mode detected; service install is disabled\./);
});

test("A21 the unit names a path of the program that outlives a version of Node, where there is one", async (t) => {
  const { cli, zero, unit } = linuxHome(t);
  const version = ".nvm/versions/node/v24.18.0/bin";
  mkdirSync(cli.path(version), { recursive: true });
  symlinkSync(join(ROOT, "bin/zero"), cli.path(version, "zero"));
  const asked = { PATH: `${cli.path("stand-ins")}:/usr/bin:/bin`, USER: "ann" };
  const install = () =>
    spawnSync(cli.path(version, "zero"), ["gateway", "install", "--force"], {
      encoding: "utf8",
      env: { HOME: cli.home, ZERO_FROM: "dist", ...asked },
    });
  const versioned = install();
  assert.match(versioned.stderr, /goes away with a version of Node in nvm/);
  const path = unit().find((line) => line.startsWith("Environment=PATH="));
  assert.equal(path?.includes("versions"), false);
  mkdirSync(cli.path(".local/bin"), { recursive: true });
  symlinkSync(join(ROOT, "bin/zero"), cli.path(".local/bin/zero"));
  const lasting = install();
  assert.ok(!lasting.stderr.includes("goes away"), lasting.stderr);
  assert.ok(unit().includes(`ExecStart=${cli.path(".local/bin/zero")} gateway --port 18789`));
  const status = await answerOf(zero("gateway status --json --no-probe"));
  const codes = status.service.configAudit.issues.map(({ code }: { code: string }) => code);
  assert.deepEqual(codes, ["gateway-entrypoint-mismatch"]);
  rmSync(cli.path(".local/bin/zero"));
  const gone = await answerOf(zero("gateway status --json --no-probe"));
  assert.equal(gone.service.configAudit.issues[0].code, "gateway-command-missing");
  assert.equal(gone.service.configAudit.issues[0].level, "aggressive");
});

test("S166 root writes a system unit for the account behind sudo, and it needs no lingering", (t) => {
  if (process.getuid?.() !== 0) {
    t.skip("needs root, to put a folder of its own over the system's");
    return;
  }
  const { cli, tools } = linuxHome(t);
  const file = "/etc/systemd/system/zero-gateway.service";
  const covered = `mount -t tmpfs none ${dirname(file)} && "$0" "$@"; s=$?; cat ${file} >&2; exit $s`;
  const zero = (user: string, ...words: string[]) =>
    spawnSync(
      "unshare",
      ["--mount", "sh", "-c", covered, join(ROOT, "bin/zero"), "gateway", ...words],
      {
        encoding: "utf8",
        env: { HOME: cli.home, ZERO_FROM: "dist", PATH: tools.path, SUDO_USER: user },
      },
    );
  const { status, stdout, stderr } = zero("nobody", "install", "--system", "--json");
  assert.equal(status, 0, stdout + stderr);
  assert.equal(JSON.parse(stdout).result, "installed");
  const home = userHome("nobody");
  for (const line of ["User=nobody", `WorkingDirectory=${home}`, "WantedBy=multi-user.target"]) {
    assert.ok(stderr.split("\n").includes(line), line);
  }
  assert.deepEqual(
    tools.calls().filter((call) => !/ (is-enabled|show) /.test(call)),
    ["daemon-reload", `enable ${UNIT}`, `restart ${UNIT}`].map((words) => `systemctl ${words}`),
  );
  const unknown = zero("no-such-one", "install", "--system");
  assert.equal(unknown.status, 1);
  assert.match(unknown.stderr, /The account no-such-one is not known on this machine\./);
});

test("S166 only root writes a system unit: anybody else is told the command with sudo", (t) => {
  const { cli, tools } = linuxHome(t);
  const words = [join(ROOT, "bin/zero"), "gateway", "install", "--system"];
  // In a user namespace of its own nobody is root.
  const [program = "", ...args] =
    process.getuid?.() === 0 ? ["unshare", "--user", ...words] : words;
  const env = { HOME: cli.home, ZERO_FROM: "dist", PATH: tools.path };
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8", env });
  assert.equal(status, 1, stderr);
  assert.match(
    stderr,
    /Only root may write a system service\.\nNext: sudo .* gateway install --system/,
  );
  assert.equal(existsSync(cli.path(".config/systemd/user", UNIT)), false);
});

test("a secret file that others may read is refused, with what to do", async (t) => {
  const { cli, zero } = linuxHome(t);
  chmodSync(cli.write(".zero/service.env", "ZERO_GATEWAY_TOKEN='x'\n"), 0o644);
  const { status, stderr } = await zero("gateway install");
  assert.equal(status, 1);
  assert.match(stderr, /service\.env/);
  assert.match(stderr, /chmod 600/);
});

test("V14 under launchd the gateway reads its secrets itself, because it carries the marker", async (t) => {
  const { cli } = linuxHome(t);
  cli.config({ gateway: { mode: "local" } });
  cli.write(".zero/service.env", "ZERO_GATEWAY_TOKEN='of-the-service'\n");
  const gateway = await GatewayProcess.start({
    home: cli.home,
    args: ["--port", "0"],
    env: { ZERO_SERVICE_MARKER: "zero" },
  });
  t.after(() => gateway.clean());
  assert.match(
    gateway.stderr,
    /^Auth: token \*\*\*[0-9a-f]{8} \(ZERO_GATEWAY_TOKEN in service\.env\)/,
  );
  const health = (token: string) => cli.run(["health", "--url", gateway.url, "--token", token]);
  assert.equal((await health("of-the-service")).status, 0);
  assert.equal((await health("another")).status, 1);
});
