import assert from "node:assert/strict";
import { test } from "node:test";
import { noSshTarget, sshTargetOf } from "./ssh-target.ts";

test("an IPv6 address is given to ssh without the brackets that set its port apart", () => {
  assert.deepEqual(sshTargetOf("ana@[::1]:2222"), { destination: "ana@::1", port: 2222 });
  assert.deepEqual(sshTargetOf("[fd7a::7]"), { destination: "fd7a::7", port: undefined });
  assert.deepEqual(sshTargetOf("ana@box.lan"), { destination: "ana@box.lan", port: undefined });
});

test("SR30 a password in what is no target is not repeated", () => {
  assert.equal(sshTargetOf("ana:hunter2@box"), undefined);
  assert.match(noSshTarget("ana:hunter2@box"), /^"ana:\*\*\*@box" is no SSH target/);
});
