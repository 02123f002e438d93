import assert from "node:assert/strict";
import { test } from "node:test";
import { isReadableOnTheWay } from "./address.ts";

const inTailnet = () => "100.64.0.1";
const inNone = () => undefined;

test("SR29 only this machine, the tailnet and TLS keep what is sent from being read", () => {
  const cases: [string, boolean, boolean][] = [
    // url, in a tailnet, in none
    ["ws://127.0.0.1:18789", false, false],
    ["ws://localhost:1", false, false],
    ["ws://[::1]:1", false, false],
    ["ws://[::ffff:127.0.0.1]:1", false, false],
    ["ws://[::ffff:192.168.1.7]:1", true, true],
    ["wss://far.example", false, false],
    ["wss://192.168.1.7:18789", false, false],
    ["ws://100.64.0.7:18789", false, true],
    ["ws://100.127.255.255:1", false, true],
    ["ws://[fd7a:115c:a1e0::7]:1", false, true],
    ["ws://box.tail1234.ts.net:18789", false, true],
    ["ws://100.63.0.7:1", true, true],
    ["ws://100.128.0.7:1", true, true],
    ["ws://192.168.1.7:18789", true, true],
    ["ws://10.0.0.1:1", true, true],
    ["ws://gateway.lan:1", true, true],
    ["ws://far.example", true, true],
    ["ws://ts.net.evil.example", true, true],
    ["ws://evilts.net", true, true],
    ["ws://100.64.0.7.evil.example", true, true],
    ["ws://127.0.0.1.evil.example", true, true],
    ["ws://0.0.0.0:1", true, true],
  ];
  for (const [url, readable, outside] of cases) {
    assert.equal(isReadableOnTheWay(url, inTailnet), readable, url);
    assert.equal(isReadableOnTheWay(url, inNone), outside, `${url} outside of a tailnet`);
  }
});
