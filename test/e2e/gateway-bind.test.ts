import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test, type TestContext } from "node:test";
import { cleanEnvironment, GatewayProcess } from "../support/gateway-process.ts";
import { ROOT } from "../../scripts/child.ts";

/** A network of its own, where the test says which addresses there are. */
const APART = process.getuid?.() === 0 ? ["unshare", "-n"] : ["unshare", "-rn"];
const skip =
  spawnSync(APART[0] ?? "", [...APART.slice(1), "ip", "link"]).status !== 0
    ? "no network of its own can be made here"
    : false;

const LOOPBACK = "ip link set lo up";
/** The kernel of a small machine may know no other device. */
const withAddress = (address: string) => `${LOOPBACK} && ip addr add ${address}/32 dev lo`;
const NO_LOOPBACK = `${LOOPBACK} && ip addr flush dev lo && ip addr add 10.1.2.3/32 dev lo`;
const TAILNET = "100.101.102.103";
const PORT = 18_789;
const SECRET = ["--token", "a-token-that-is-long-enough"];

interface Case {
  bind: string[];
  host?: string;
  network?: string;
  secret?: boolean;
}

function start(t: TestContext, { bind, host, network = LOOPBACK, secret = false }: Case) {
  const gateway = GatewayProcess.spawn({
    config: {
      gateway: { mode: "local", ...(host ? { bind: "custom", customBindHost: host } : {}) },
    },
    args: [...bind, ...(secret ? SECRET : [])],
    within: [...APART, "sh", "-c", `${network} && exec "$@"`, "sh"],
  });
  t.after(() => gateway.clean());
  return gateway;
}

/** What it has open in its own network, once it listens. */
async function opened(t: TestContext, situation: Case) {
  const gateway = start(t, situation);
  const listens = () => gateway.stdout.includes("the gateway listens");
  await gateway.until(() => listens() || !gateway.isRunning, 20_000, "listening");
  assert.ok(gateway.isRunning, gateway.stderr);
  return { gateway, sockets: listeningIn(gateway.pid) };
}

async function refused(t: TestContext, situation: Case) {
  const gateway = start(t, situation);
  const { code } = await gateway.exited;
  return { code, said: gateway.stderr, listened: gateway.stdout.includes("the gateway listens") };
}

function listeningIn(pid: number): string[] {
  const rows = ["tcp", "tcp6"].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, "utf8").split("\n").slice(1),
  );
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state]) => state === "0A")
    .map(([, address = ""]) => readable(address))
    .toSorted();
}

/** The kernel writes addresses in hexadecimal, each group of four bytes backwards. */
function readable(text: string): string {
  const [address = "", port = ""] = text.split(":");
  const bytes = (address.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
  const host = bytes.length > 4 ? "::1" : bytes.toReversed().join(".");
  return `${host}:${Number.parseInt(port, 16)}`;
}

describe("what is opened", { skip, concurrency: 2 }, () => {
  const cases: [string, Case, string[]][] = [
    ["nothing said: 127.0.0.1 and ::1", { bind: [] }, [`127.0.0.1:${PORT}`, `::1:${PORT}`]],
    ["loopback", { bind: ["--bind", "loopback"] }, [`127.0.0.1:${PORT}`, `::1:${PORT}`]],
    ["lan: every address", { bind: ["--bind", "lan"], secret: true }, [`0.0.0.0:${PORT}`]],
    [
      "tailnet: its address alone",
      { bind: ["--bind", "tailnet"], network: withAddress(TAILNET), secret: true },
      [`${TAILNET}:${PORT}`],
    ],
    [
      "tailnet where there is none: loopback",
      { bind: ["--bind", "tailnet"], secret: true },
      [`127.0.0.1:${PORT}`, `::1:${PORT}`],
    ],
    ["auto: loopback", { bind: ["--bind", "auto"] }, [`127.0.0.1:${PORT}`, `::1:${PORT}`]],
    [
      "auto without loopback: every address",
      { bind: ["--bind", "auto"], network: NO_LOOPBACK, secret: true },
      [`0.0.0.0:${PORT}`],
    ],
    [
      "custom: the address that is named",
      {
        bind: ["--bind", "custom"],
        host: "10.1.2.3",
        network: withAddress("10.1.2.3"),
        secret: true,
      },
      [`10.1.2.3:${PORT}`],
    ],
    [
      "custom on loopback needs no secret",
      { bind: ["--bind", "custom"], host: "127.0.0.5" },
      [`127.0.0.5:${PORT}`],
    ],
  ];
  for (const [what, situation, expected] of cases) {
    test(`S13 S30 SR3 bind ${what}, at the default port and nowhere else`, async (t) => {
      assert.deepEqual((await opened(t, situation)).sockets, expected);
    });
  }
});

describe("what is refused", { skip, concurrency: 2 }, () => {
  const network = withAddress(TAILNET);
  const cases: [string, Case][] = [
    ["lan", { bind: ["--bind", "lan"] }],
    ["tailnet", { bind: ["--bind", "tailnet"], network }],
    ["custom", { bind: ["--bind", "custom"] }],
    ["an address of this machine", { bind: ["--bind", "custom"], host: TAILNET, network }],
    ["auto without loopback", { bind: ["--bind", "auto"], network: NO_LOOPBACK }],
  ];
  for (const [what, situation] of cases) {
    test(`SR3 V1 V28 without a secret ${what} is 78 and opens nothing`, async (t) => {
      const { code, said, listened } = await refused(t, situation);
      assert.deepEqual({ code, listened }, { code: 78, listened: false }, said);
      assert.match(said, /Refusing to bind gateway to \S+ without auth\. Set gateway\.auth\.token/);
    });
  }

  test("V28 an address that this machine does not have is 69 and named", async (t) => {
    const bind = ["--bind", "custom"];
    const { code, said } = await refused(t, { bind, host: "10.9.9.9", secret: true });
    assert.equal(code, 69, said);
    assert.match(said, /10\.9\.9\.9 cannot be opened \(EADDRNOTAVAIL\)/);
  });
});

test(
  "S13 S27 commands find the gateway at the address of its bind, and need its secret there",
  { skip },
  async (t) => {
    const situation = { bind: ["--bind", "custom"], host: TAILNET, secret: true };
    const network = withAddress(TAILNET);
    const { gateway } = await opened(t, { ...situation, network });
    const ask = (env: object) =>
      spawnSync(
        "nsenter",
        ["-t", `${gateway.pid}`, "-n", join(ROOT, "bin/zero"), "health", "--json"],
        {
          env: {
            ...cleanEnvironment(gateway.home),
            ZERO_FROM: "dist",
            ...env,
          },
        },
      );
    assert.notEqual(ask({}).status, 0);
    const known = ask({ ZERO_GATEWAY_TOKEN: SECRET[1] });
    assert.equal(known.status, 0, String(known.stderr));
  },
);
