import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import { methods, type MethodRecord } from "@zero/protocol";
import { paramValidators } from "@zero/protocol/generated/validators.js";
import { groups } from "../../src/doors/socket/methods/index.ts";
import { joinMethods } from "../../src/doors/socket/registry.ts";
import { isClosed, paramsOf } from "../conformance/wire-schema.ts";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { connectParams, WireClient, type Frame } from "../support/wire-client.ts";
import { askedBy, CALLERS, provenBy, QUIET, type Caller } from "./callers.ts";
import { expectedRefusal } from "./second-opinion.ts";

const TOKEN = "matrix-token-0123456789abcdef";

/** No method knows this field: whoever may call a method hears of it, and nothing happens. */
const QUESTION = { noSuchField: 1 };

/** Answered alike whoever asks. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ["connect", "connect is only valid as the first request"],
  ["no.such.method", "unknown method: no.such.method"],
  ["__proto__", "unknown method: __proto__"],
  ["toString", "unknown method: toString"],
]);

let withToken: GatewayProcess;
let withoutSecret: GatewayProcess;

before(async () => {
  [withToken, withoutSecret] = await Promise.all([
    GatewayProcess.start({
      config: { gateway: { mode: "local", auth: { token: TOKEN } } },
      args: ["--port", "0"],
    }),
    GatewayProcess.start({ config: { gateway: { mode: "local" } }, args: ["--port", "0"] }),
  ]);
});

after(() => Promise.all([withToken.clean(), withoutSecret.clean()]));

/** A way in: where it leads, and what a caller sends there. */
interface Way {
  url(): string;
  /** Of the upgrade: what a proxy adds. */
  headers?: Readonly<Record<string, string>>;
  params(caller: Caller, client: WireClient): object | Promise<object>;
}

const WAYS: Readonly<Record<string, Way>> = {
  "with the token": {
    url: () => withToken.url,
    params: (caller) => askedBy(caller, { auth: { token: TOKEN } }),
  },
  "with the token, from behind a proxy": {
    url: () => withToken.url,
    headers: { "x-forwarded-for": "192.0.2.1" },
    params: (caller) => askedBy(caller, { auth: { token: TOKEN } }),
  },
  "without a secret on loopback": { url: () => withoutSecret.url, params: (c) => askedBy(c) },
  "with the identity of a device": { url: () => withoutSecret.url, params: provenBy },
};

/** What every method answers this caller; the connection is closed afterwards. */
async function askAll(t: TestContext, caller: Caller, way: Way): Promise<Map<string, Frame>> {
  const client = await WireClient.open(t, way.url(), way.headers);
  await client.call("connect", await way.params(caller, client));
  const names = [...methods.map(({ name }) => name), ...ALIKE.keys()];
  const answers = await Promise.all(
    names.map(async (name) => [name, await client.request(name, QUESTION)] as const),
  );
  client.socket.close();
  return new Map(answers);
}

/** Why a cell is not as expected, or undefined. */
function wrongIn(caller: Caller, method: string, answer: Frame | undefined): string | undefined {
  const { ok, error } = answer ?? {};
  const refusal = ALIKE.get(method) ?? expectedRefusal(caller, method);
  const isRight =
    refusal === undefined
      ? error?.message.startsWith(`invalid ${method} params: `)
      : error?.message === refusal;
  if (ok === false && error?.code === "INVALID_REQUEST" && isRight) return undefined;
  const who = `${caller.role} ${JSON.stringify(caller.asked.scopes)}`;
  return `${method} as ${who}: ${JSON.stringify(error)}, not ${refusal ?? "let through"}`;
}

test("every method refuses fields that it does not know, so that it can be asked without an effect (D-27)", () => {
  for (const { name } of methods) {
    assert.ok(isClosed(paramsOf(name)), `close the parameters of ${name}: they take any field`);
  }
});

for (const [name, way] of Object.entries(WAYS)) {
  test(`D-27 SR4 SR15 each method answers each caller as the protocol says, ${name}`, async (t) => {
    const wrong: string[] = [];
    let cells = 0;
    for (const caller of CALLERS) {
      for (const [method, answer] of await askAll(t, caller, way)) {
        cells += 1;
        const why = wrongIn(caller, method, answer);
        if (why !== undefined) wrong.push(why);
      }
    }
    t.diagnostic(`${cells} cells: ${methods.length} methods, ${CALLERS.length} callers`);
    assert.equal(cells, CALLERS.length * (methods.length + ALIKE.size));
    assert.deepEqual(wrong, []);
  });
}

test("D-27 a role that is none gets no connection, whatever its scopes and its secret", async (t) => {
  for (const role of ["admin", "Operator", "operator ", "operator,node", "root", "__proto__"]) {
    for (const scopes of [[], ["operator.admin"]]) {
      const client = await WireClient.open(t, withToken.url);
      const params = connectParams({ ...QUIET, role, scopes, auth: { token: TOKEN } });
      const { error } = await client.request("connect", params);
      assert.deepEqual([error?.code, error?.message], ["INVALID_REQUEST", "invalid role"], role);
      assert.equal((await client.closed).code, 1008);
    }
  }
});

test("D-27 the command line may what an operator's admin may, and nothing without the token", async (t) => {
  const cli = CliHome.make(t);
  const admin = { role: "operator", scopes: ["operator.admin"] } as const;
  // One method of each scope that there is; a process for each would say nothing more.
  const sample = new Map(methods.map((record: MethodRecord) => [record.scope, record.name]));
  assert.ok(sample.size > 2);
  for (const method of sample.values()) {
    const call = ["gateway", "call", method, "--params", JSON.stringify(QUESTION)];
    const target = ["--url", withToken.url, "--token"];
    const known = await cli.run([...call, ...target, TOKEN]);
    assert.equal(known.status, 1);
    const expected = expectedRefusal(admin, method) ?? `invalid ${method} params: `;
    assert.ok(known.stderr.includes(expected), `${method}: ${known.stderr}`);
    const stranger = await cli.run([...call, ...target, "another-token-0123456789"]);
    assert.equal(stranger.status, 1);
    assert.match(stranger.stderr, /unauthorized: gateway token mismatch/);
    assert.doesNotMatch(stranger.stderr, /params/);
  }
});

test("D-27 SR15 a method without a scope does not start, whichever it is", () => {
  const parts = { validators: paramValidators, groups };
  assert.equal(joinMethods({ ...parts, records: methods }).size, methods.length);
  for (const { name } of methods) {
    const records = methods.map((record: MethodRecord) =>
      record.name === name ? ({ ...record, scope: "" } as unknown as MethodRecord) : record,
    );
    const message = new RegExp(`^Error: no scope for the method ${RegExp.escape(name)}$`);
    assert.throws(() => joinMethods({ ...parts, records }), message);
  }
});
