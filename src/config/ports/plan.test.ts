import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { type PortConfig, PORT_SPAN, portConflicts, portPlan, sharedPorts } from "./plan.ts";

interface Ports {
  port?: number;
  controlUrl?: string;
  canvas?: number;
  mode?: "local" | "remote";
  /** Ports of profiles, by name. */
  profiles?: Readonly<Record<string, number>>;
}

/** Only the keys that the plan looks at. */
function configOf({ port = 19_001, controlUrl, canvas, mode, profiles = {} }: Ports): PortConfig {
  const named = Object.entries(profiles).map(([name, cdpPort]) => [name, { cdpPort }]);
  return {
    gateway: { port, ...(mode ? { mode } : {}) },
    browser: {
      ...(controlUrl === undefined ? {} : { controlUrl }),
      profiles: Object.fromEntries(named),
    },
    canvasHost: canvas === undefined ? {} : { port: canvas },
  } as PortConfig;
}

const usual = (port: number, profiles: Readonly<Record<string, number>> = {}): PortConfig =>
  configOf({ port, controlUrl: `http://127.0.0.1:${port + 2}`, canvas: port + 4, profiles });

test("a plan has the gateway, browser control, the canvas and a hundred browsers", () => {
  const { ports, browsers } = portPlan(usual(18_789));
  assert.deepEqual(
    ports.map(({ use, port }) => [use, port]),
    [
      ["gateway", 18_789],
      ["browser control", 18_791],
      ["canvas", 18_793],
    ],
  );
  assert.deepEqual(browsers, { first: 18_800, last: 18_899 });
});

test("browser control on another machine or at no port has no ports here; ranges end at 65535", () => {
  assert.deepEqual(portPlan(configOf({ port: 0 })), { ports: [], profiles: [] });
  const elsewhere = configOf({ controlUrl: "https://browsers.example:9000", canvas: 0 });
  assert.deepEqual(portPlan(elsewhere), {
    ports: [{ use: "gateway", key: "gateway.port", port: 19_001 }],
    profiles: [],
  });
  const plain = portPlan(configOf({ controlUrl: "http://[::1]/x" }));
  assert.equal(plain.ports[1]?.port, 80);
  const high = portPlan(configOf({ controlUrl: "http://localhost:65500" }));
  assert.deepEqual(high.browsers, { first: 65_509, last: 65_535 });
  assert.equal(portPlan(configOf({ controlUrl: "http://localhost:65530" })).browsers, undefined);
});

test("what is meant for another gateway is not compared", () => {
  assert.deepEqual(portConflicts(configOf({ canvas: 19_001, mode: "remote" })), []);
  assert.equal(portConflicts(configOf({ canvas: 19_001, controlUrl: "http://x:1" })).length, 1);
});

test("two gateways share ports exactly where they are less than the span apart", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1024, max: 60_000 }),
      fc.integer({ min: 0, max: 300 }),
      (port, apart) => {
        const shared = sharedPorts(portPlan(usual(port)), portPlan(usual(port + apart)));
        assert.equal(shared.length > 0, apart <= PORT_SPAN, `${apart} apart`);
      },
    ),
    {
      examples: [
        [20_000, PORT_SPAN],
        [20_000, PORT_SPAN + 1],
      ],
    },
  );
});

test("S56 a profile's port that something else has is a problem that names both keys", () => {
  const config = usual(18_789, { a: 18_800, b: 18_791, c: 18_800, d: 9_222 });
  const another = "set one of the two to another";
  assert.deepEqual(portConflicts(config), [
    {
      path: "browser.profiles.b.cdpPort",
      message: `port 18791 is that of browser.controlUrl already; ${another}`,
    },
    {
      path: "browser.profiles.c.cdpPort",
      message: `port 18800 is that of browser.profiles.a.cdpPort already; ${another}`,
    },
  ]);
});

test("S56 of two gateways' profiles those are named that meet, and the range of one for all in it", () => {
  const own = usual(18_789, { work: 18_800, far: 30_000 });
  const meet = (port: number, profiles: Readonly<Record<string, number>>) =>
    sharedPorts(portPlan(own), portPlan(usual(port, profiles)));
  const fixed = { isFixed: true };
  assert.deepEqual(meet(20_000, { theirs: 18_801 }), [
    { port: 18_801, own: "browsers", other: "browser profile theirs", ...fixed },
  ]);
  assert.deepEqual(meet(20_000, { theirs: 18_800, more: 30_000, last: 18_793 }), [
    { port: 18_793, own: "canvas", other: "browser profile last", ...fixed },
    { port: 18_800, own: "browser profile work", other: "browser profile theirs", ...fixed },
    { port: 18_800, own: "browsers", other: "browser profile theirs", ...fixed },
    { port: 30_000, own: "browser profile far", other: "browser profile more", ...fixed },
  ]);
  assert.deepEqual(meet(18_880, { theirs: 18_891 }), [
    { port: 18_880, own: "browsers", other: "gateway", isFixed: false },
    { port: 18_882, own: "browsers", other: "browser control", isFixed: false },
    { port: 18_884, own: "browsers", other: "canvas", isFixed: false },
    { port: 18_891, own: "browsers", other: "browsers", isFixed: false },
  ]);
});
