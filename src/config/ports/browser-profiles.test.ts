import assert from "node:assert/strict";
import { test } from "node:test";
import { Secret } from "../../kernel/secret.ts";
import {
  addressText,
  allocateCdpPort,
  nameRefusal,
  profileProblems,
  viewProfiles,
} from "./browser-profiles.ts";
import type { PortConfig } from "./plan.ts";

interface Given {
  readonly port?: number;
  readonly controlUrl?: string;
  readonly taken?: readonly number[];
}

function configOf({ port = 18_789, controlUrl, taken = [] }: Given): PortConfig {
  const profiles = taken.map((cdpPort, at) => [`p${at}`, { cdpPort }]);
  return {
    gateway: { port },
    browser: {
      ...(controlUrl === undefined ? {} : { controlUrl }),
      profiles: Object.fromEntries(profiles),
    },
    canvasHost: {},
  } as PortConfig;
}

const local = (port: number) => `http://127.0.0.1:${port}`;
const portsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_none, at) => first + at);

test("S56 a new profile gets the lowest port of control + 9 to + 108 that nothing counts on", () => {
  const allocated = (given: Given) => allocateCdpPort(configOf(given));
  const controlUrl = local(18_791);
  assert.deepEqual(allocated({ controlUrl }), { port: 18_800 });
  const gap = [18_800, 18_802, 9_222];
  assert.deepEqual(allocated({ controlUrl, taken: gap }), { port: 18_801 });
  assert.deepEqual(allocated({ port: 18_800, controlUrl }), { port: 18_801 });
  const last = portsFrom(18_800, 99);
  assert.deepEqual(allocated({ controlUrl, taken: last }), { port: 18_899 });
  assert.deepEqual(allocated({ controlUrl, taken: [...last, 18_899] }), {
    refusal: "all ports for browsers are taken (18800-18899)",
  });
});

test("S56 without a range on this machine the refusal says why there is none", () => {
  const refusalOf = (given: Given) => Object.values(allocateCdpPort(configOf(given)))[0];
  assert.match(`${refusalOf({ port: 0 })}`, /because gateway\.port is 0$/);
  const elsewhere = { controlUrl: "https://browsers.example:9000" };
  assert.match(`${refusalOf(elsewhere)}`, /is not on this machine$/);
  assert.match(`${refusalOf({ controlUrl: local(65_530) })}`, /above that of .* control, 65530$/);
  const end = { controlUrl: local(65_526), taken: [] };
  assert.deepEqual(allocateCdpPort(configOf(end)), { port: 65_535 });
  assert.deepEqual(allocateCdpPort(configOf({ ...end, taken: [65_535] })), {
    refusal: "all ports for browsers are taken (65535-65535)",
  });
});

test("names are small letters, digits and -, and a refusal proposes one that is taken", () => {
  for (const name of ["a", "9", "a-b", "work-", "x".repeat(64)]) {
    assert.equal(nameRefusal(name), undefined, name);
  }
  const wrong = ["", "-a", "A", "a_b", "a.b", "a b", "ä", "x".repeat(65), "__proto__", "a\n"];
  for (const name of wrong) {
    const [, better = ""] = /such as "(.*)"$/.exec(nameRefusal(name) ?? "") ?? [];
    assert.equal(nameRefusal(better), undefined, `${name} → ${better}`);
  }
});

test("a profile is reached at a port or at an address, and what is wrong is told where it is", () => {
  const url = (text: string) => new Secret(text);
  const problems = profileProblems({
    good: { cdpPort: 9_222 },
    far: { cdpUrl: url("wss://x.example/?token=k") },
    both: { cdpPort: 9_223, cdpUrl: url("http://x") },
    none: { color: "#FF4500" },
    odd: { cdpUrl: url("http://[") },
    Big: { cdpPort: 9_224 },
  });
  assert.deepEqual(
    problems.map(({ path }) => path),
    ["both", "none", "odd.cdpUrl", "Big"].map((name) => `browser.profiles.${name}`),
  );
  assert.match(problems[3]?.message ?? "", /such as "big"$/);
});

test("an address is shown without what may be a credential", () => {
  const shown = (text: string) => {
    const [view] = viewProfiles({ far: { cdpUrl: new Secret(text) } });
    return view && addressText(view);
  };
  assert.equal(shown("wss://me:pw@x.example:8/?token=k"), "wss://x.example:8/…");
  assert.equal(shown("http://10.0.0.9:9222"), "http://10.0.0.9:9222");
  assert.equal(shown("ws://x.example/devtools/browser/id"), "ws://x.example/…");
  assert.equal(addressText({ name: "a", cdpPort: 18_800 }), "port 18800");
});
