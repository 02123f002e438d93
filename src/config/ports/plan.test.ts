import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { type PortConfig, PORT_SPAN, portConflicts, portPlan, sharedPorts } from "./plan.ts";

interface Ports {
  port?: number;
  controlUrl?: string;
  canvas?: number;
  mode?: "local" | "remote";
}

/** Only the keys that the plan looks at. */
function configOf({ port = 19_001, controlUrl, canvas, mode }: Ports): PortConfig {
  return {
    gateway: { port, ...(mode ? { mode } : {}) },
    browser: controlUrl === undefined ? {} : { controlUrl },
    canvasHost: canvas === undefined ? {} : { port: canvas },
  } as PortConfig;
}

const usual = (port: number): PortConfig =>
  configOf({ port, controlUrl: `http://127.0.0.1:${port + 2}`, canvas: port + 4 });

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
  assert.deepEqual(portPlan(configOf({ port: 0 })), { ports: [] });
  const elsewhere = configOf({ controlUrl: "https://browsers.example:9000", canvas: 0 });
  assert.deepEqual(portPlan(elsewhere), {
    ports: [{ use: "gateway", key: "gateway.port", port: 19_001 }],
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
