import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import { LIMITS, methods, type MethodRecord } from "@zero/protocol";
import { startTelegram, type TelegramSimulator } from "@zero/simulator";
import { GatewayProcess } from "../support/gateway-process.ts";
import { startDoor } from "../support/socket-door.ts";
import { eventually, WireClient, type Frame } from "../support/wire-client.ts";
import { CALLS, type World } from "./call-fixtures.ts";
import { sampleOf, whyNot, wrongCases } from "./schema-values.ts";
import { acceptedOf, errorShape, paramsOf, resultOf } from "./wire-schema.ts";

const PERSON = 4_001;

/** In the order in which they are declared, which is also how a newcomer would try them. */
const records: readonly MethodRecord[] = methods;

let gateway: GatewayProcess;
let telegram: TelegramSimulator;

before(async () => {
  telegram = await startTelegram();
  const { token: botToken, apiRoot } = telegram;
  gateway = await GatewayProcess.start({
    config: {
      gateway: { mode: "local" },
      channels: { telegram: { botToken, apiRoot, allowFrom: [PERSON] } },
    },
    args: ["--port", "0"],
  });
});

after(async () => {
  await gateway.clean();
  await telegram.close();
});

/** A client with the least that a method asks for. */
function callerOf(t: TestContext, { scope }: MethodRecord): Promise<WireClient> {
  const asked = scope === "node" ? { role: "node" } : { scopes: [`operator.${scope}`] };
  return WireClient.connect(t, gateway.url, asked);
}

async function worldOf(t: TestContext): Promise<World> {
  const admin = await WireClient.connect(t, gateway.url);
  const linked = async () => (await admin.call("status")).linkChannel?.linked === true;
  await eventually(linked, "Telegram linked");
  // A bot may write only to somebody who wrote to it.
  telegram.say(PERSON, "help");
  await eventually(() => telegram.sentTo(PERSON).length > 0, "an answer");
  return { admin, person: `${PERSON}` };
}

test("S108 every method is advertised, and nothing else is", async (t) => {
  const { hello } = await WireClient.connect(t, gateway.url);
  const declared = records.map(({ name }) => name);
  assert.deepEqual(hello.features.methods.toSorted(), declared.toSorted());
});

test("every method has a right call to be tried with, and no call is left over", () => {
  for (const { name } of records) {
    assert.ok(CALLS[name], `add a right call of ${name} to test/conformance/call-fixtures.ts`);
  }
  const known = new Set(records.map(({ name }) => name));
  assert.deepEqual(
    Object.keys(CALLS).filter((name) => !known.has(name)),
    [],
    "calls of methods that are not declared",
  );
});

/** The answer fits what the method promises, or is the refusal that its call is known to meet. */
function assertPromised(record: MethodRecord, { ok, payload, error }: Frame): void {
  const { name } = record;
  const { refused } = CALLS[name] ?? {};
  if (error) assert.equal(whyNot(errorShape, error), undefined, name);
  if (refused) {
    assert.deepEqual([ok, error?.code], [false, refused.code], `${name}: ${error?.message}`);
    assert.match(error?.message ?? "", refused.message, name);
    return;
  }
  assert.ok(ok, `${name}: ${JSON.stringify(error)}`);
  assert.equal(whyNot(resultOf(name), payload), undefined, `the result of ${name}`);
}

test("S103 S118 each method answers a right call, made with the least scope, as its schema says", async (t) => {
  const world = await worldOf(t);
  for (const record of records) {
    const { name, twoStage } = record;
    const given = CALLS[name]?.params;
    const params = typeof given === "function" ? await given(world) : (given ?? {});
    assert.equal(whyNot(paramsOf(name), params), undefined, `the call of ${name} is not right`);
    const client = await callerOf(t, record);
    const id = client.ask(name, params);
    const last = await client.final(id);
    assertPromised(record, last);
    const [first] = client.frames.filter((frame) => frame.type === "res" && frame.id === id);
    assert.equal(first !== last, twoStage, `${name} answers ${twoStage ? "twice" : "once"}`);
    if (twoStage) assert.equal(whyNot(acceptedOf(name), first?.payload), undefined, name);
    client.socket.close();
  }
});

test("S103 S115 S118 each field of each method, wrong in each way, is refused by name", async (t) => {
  const client = await WireClient.connect(t, gateway.url);
  const node = await WireClient.connect(t, gateway.url, { role: "node" });
  let count = 0;
  for (const { name, scope } of records) {
    const cases = wrongCases(paramsOf(name));
    assert.ok(cases.length > 0, `schema-values.ts finds nothing to be wrong about in ${name}`);
    for (const { params, named } of cases) {
      // A frame has a limit of its own, which is asked first.
      if (JSON.stringify(params).length > LIMITS.maxPayload - 1_024) continue;
      const { error } = await (scope === "node" ? node : client).request(name, params);
      assert.equal(whyNot(errorShape, error), undefined, name);
      const sent = JSON.stringify(params).slice(0, 200);
      assert.equal(error?.code, "INVALID_REQUEST", `${name} ${sent}`);
      assert.ok(error?.message.startsWith(`invalid ${name} params: `), error?.message);
      for (const piece of named) {
        assert.ok(error?.message.includes(piece), `${name} ${sent}: ${error?.message}`);
      }
      count += 1;
    }
  }
  t.diagnostic(`${count} wrong calls of ${records.length} methods`);
  assert.ok(count > records.length);
});

test("S119 each method of a gateway that leaves answers UNAVAILABLE, whoever asks", async (t) => {
  const fixture = await startDoor(t);
  const clients = [
    await fixture.connect({}),
    await fixture.connect({ scopes: [] }),
    await fixture.connect({ role: "node" }),
  ];
  fixture.door.announceShutdown({ reason: "test" });
  for (const { name } of records) {
    for (const client of clients) {
      const { ok, error } = await client.request(name, sampleOf(paramsOf(name)));
      assert.equal(ok, false);
      assert.deepEqual([error?.code, error?.retryable], ["UNAVAILABLE", true], name);
      assert.match(error?.message ?? "", /^the gateway is stopping; connect again/, name);
    }
  }
});
