import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { WireClient } from "../support/wire-client.ts";

const SECRETS = {
  token: "canary of the gateway's token",
  headers: "canary-of-a-header",
  botToken: "700000009:canaryBotTokenOfThirtyFiveLetters",
};

test("SR30 SR15 config.get shows an admin the file and no secret, and goes on when the file breaks", async (t) => {
  const gateway = await GatewayProcess.start({
    config: {
      gateway: { mode: "local", auth: { token: SECRETS.token } },
      channels: { telegram: { enabled: false, accounts: { b: { botToken: SECRETS.botToken } } } },
      models: {
        providers: {
          p: { baseUrl: "http://ann:hidden-word@127.0.0.1:9/v1", headers: { a: SECRETS.headers } },
        },
      },
    },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  const file = join(stateOf(gateway.home), "zero.json");
  const auth = { token: SECRETS.token };
  const client = await WireClient.connect(t, gateway.url, { auth });
  const view = await client.call("config.get");
  assert.equal(view.path, file);
  assert.deepEqual([view.exists, view.valid, view.issues, view.warnings], [true, true, [], []]);
  assert.equal(view.hash, createHash("sha256").update(readFileSync(file)).digest("hex"));
  assert.equal(view.config.gateway.port, 0, "what a flag says counts, as in the gateway itself");
  assert.match(view.raw, /"token": "\*\*\*\w{8}"/);
  const answer = client.texts.at(-1) ?? "";
  for (const secret of [...Object.values(SECRETS), "hidden-word"])
    assert.ok(!answer.includes(secret));

  writeFileSync(file, `{ gateway: { auth: { token: "${SECRETS.token} and new" `);
  const broken = await client.call("config.get");
  assert.equal(broken.valid, false);
  assert.match(broken.issues[0].message, /at line 1, column/);
  assert.equal(broken.config.gateway.mode, "local", "what is in force is shown on");
  assert.ok(!(client.texts.at(-1) ?? "").includes(SECRETS.token));
  await client.call("health");

  const reader = await WireClient.connect(t, gateway.url, { auth, scopes: ["operator.read"] });
  const refused = await reader.request("config.get");
  assert.equal(refused.error?.message, "missing scope: operator.admin");
});
