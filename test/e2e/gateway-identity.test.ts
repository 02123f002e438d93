import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { GatewayProcess, makeHome } from "../support/gateway-process.ts";
import { WireClient } from "../support/wire-client.ts";

const WORK = "agent:main:work";
const config = { gateway: { mode: "local" } };

/** A client of a gateway whose workspace has this file. */
async function open(t: TestContext, identity?: string): Promise<WireClient> {
  const home = makeHome();
  mkdirSync(join(home, "zero"));
  if (identity !== undefined) writeFileSync(join(home, "zero", "IDENTITY.md"), identity);
  const gateway = await GatewayProcess.start({ home, config, args: ["--port", "0"] });
  t.after(async () => {
    await gateway.stop();
    rmSync(home, { recursive: true });
  });
  return WireClient.connect(t, gateway.url);
}

async function refused(client: WireClient, method: string, params: object): Promise<string> {
  const { ok, error } = await client.request(method, params);
  assert.equal(ok, false, `${method} took ${JSON.stringify(params)}`);
  assert.equal(error?.code, "INVALID_REQUEST");
  return error?.message ?? "";
}

test("agents show the identity that their workspace gives them", async (t) => {
  const file = "# Identity\n\n- **Name:** Ada\n- Emoji: 🦉\n- Theme: calm\n";
  const client = await open(t, file);
  assert.deepEqual(await client.call("agents.list", {}), {
    defaultId: "main",
    mainKey: "main",
    scope: "per-sender",
    agents: [{ id: "main", identity: { name: "Ada", emoji: "🦉", theme: "calm" } }],
  });
  const ada = { agentId: "main", name: "Ada", avatar: "🦉" };
  assert.deepEqual(await client.call("agent.identity.get", {}), ada);
  assert.deepEqual(await client.call("agent.identity.get", { sessionKey: WORK }), ada);
  assert.equal(
    await refused(client, "agent.identity.get", { agentId: "main", sessionKey: "agent:other:x" }),
    'invalid agent.identity.get params: agent "main" does not match session key agent "other"',
  );
  assert.match(
    await refused(client, "agent.identity.get", { agentId: "other" }),
    /unknown agent id/,
  );
});

test("an agent without an identity is listed by its id alone", async (t) => {
  const client = await open(t);
  assert.deepEqual((await client.call("agents.list", {})).agents, [{ id: "main" }]);
  assert.deepEqual(await client.call("agent.identity.get", {}), { agentId: "main" });
});
