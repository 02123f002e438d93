import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { peerOf, placeOf, proxiesOf } from "./peer.ts";

describe("SR6 SR7 the canonical address", () => {
  for (const [remote, address, loopback] of [
    ["127.0.0.1", "127.0.0.1", true],
    ["127.8.9.1", "127.8.9.1", true],
    ["::1", "::1", true],
    ["::ffff:127.0.0.1", "127.0.0.1", true],
    ["::ffff:203.0.113.9", "203.0.113.9", false],
    ["203.0.113.9", "203.0.113.9", false],
    ["2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64", false],
    ["2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64", false],
    ["2001:db8:1:3::1", "2001:db8:1:3::/64", false],
    ["fe80::1%eth0", "fe80::/64", false],
    [undefined, "unknown", false],
    ["not an address", "unknown", false],
  ] as const) {
    test(`${remote} counts as ${address}`, () => {
      const place = placeOf(remote);
      assert.equal(place.address, address);
      assert.equal(place.loopback, loopback);
    });
  }
});

const HOSTS = {
  "localhost:1": true,
  "127.0.0.1:1": true,
  "[::1]:1": true,
  localhost: true,
  "localhost:28789": true,
  "127.3.2.1": true,
  "localhost.evil.example": false,
  "panel.lan:1": false,
  "mac.ts.net": false,
};
const HINTS: readonly Record<string, string>[] = [
  {},
  { forwarded: "for=1.2.3.4" },
  { "x-forwarded-for": "127.0.0.1" },
  { "x-forwarded-proto": "http" },
  { "x-forwarded-host": "localhost" },
  { "x-forwarded-anything": "" },
  { "x-real-ip": "127.0.0.1" },
  { "x-client-ip": "::1" },
  { "true-client-ip": "127.0.0.1" },
  { "cf-connecting-ip": "127.0.0.1" },
  { via: "1.1 proxy" },
  { "tailscale-user-login": "me@example.com" },
];
const REMOTES = { "127.0.0.1": true, "::1": true, "::ffff:127.0.0.1": true, "192.0.2.7": false };

describe("SR6 local is who is on this machine with nobody in between", () => {
  for (const [host, hostIsLocal] of Object.entries(HOSTS)) {
    for (const [remote, isLoopback] of Object.entries(REMOTES)) {
      const isLocal = hostIsLocal && isLoopback;
      test(`${remote} asking ${host} is ${isLocal ? "local, but for any hint" : "not local"}`, () => {
        for (const hint of HINTS) {
          const wanted = isLocal && Object.keys(hint).length === 0;
          const { local } = peerOf(remote, { host, ...hint });
          assert.equal(local, wanted, JSON.stringify(hint));
        }
      });
    }
  }

  test("an innocent header takes nothing away", () => {
    const headers = { host: "localhost:1", "x-forward": "1", "user-agent": "via" };
    assert.equal(peerOf("127.0.0.1", headers).local, true);
  });
});

describe("SR6 proxies that the owner named", () => {
  const proxies = proxiesOf(["10.0.0.2", "::ffff:10.0.0.3", "127.0.0.1", "2001:db8::0:1"]);
  for (const [headers, ip] of [
    [{ "x-forwarded-for": "203.0.113.9" }, "203.0.113.9"],
    [{ "x-forwarded-for": " 203.0.113.9 , 10.9.9.9", "x-real-ip": "203.0.113.8" }, "203.0.113.9"],
    [{ "x-real-ip": "203.0.113.8" }, "203.0.113.8"],
    [{ "x-forwarded-for": "unknown", "x-real-ip": "2001:db8:5::1" }, "2001:db8:5::1"],
    [{ "x-forwarded-for": "127.0.0.1" }, "127.0.0.1"],
  ] as const) {
    test(`${JSON.stringify(headers)} is believed, and makes nobody local`, () => {
      for (const remote of ["10.0.0.2", "10.0.0.3", "127.0.0.1", "2001:db8::1"]) {
        const peer = peerOf(remote, { host: "localhost:1", ...headers }, proxies);
        const { local, loopback, via } = peer;
        assert.deepEqual([peer.ip, local, loopback, via], [ip, false, false, "trusted-proxy"]);
      }
    });
  }

  test("a proxy that names nobody stands for itself", () => {
    const { ip, local } = peerOf("10.0.0.2", { "x-forwarded-proto": "https" }, proxies);
    assert.deepEqual([ip, local], ["10.0.0.2", false]);
  });

  test("nobody else is believed", () => {
    const headers = { host: "localhost:1", "x-forwarded-for": "203.0.113.9" };
    const { ip, via, local } = peerOf("10.0.0.9", headers, proxies);
    assert.deepEqual([ip, via, local], ["10.0.0.9", "unknown-proxy", false]);
  });

  test("who asks directly from the proxy's own machine is local as ever", () => {
    const { local, via } = peerOf("127.0.0.1", { host: "localhost:1" }, proxies);
    assert.deepEqual([local, via], [true, "nothing"]);
  });

  test("what is no address ends the start with a sentence", () => {
    assert.throws(() => proxiesOf(["10.0.0.2", "proxy.lan"]), {
      name: "FatalError",
      status: 78,
      message: /^gateway\.trustedProxies: "proxy\.lan" is no IP address; write /,
    });
  });
});
