import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { GatewayClient, GatewayError } from "@zero/client";
import { methods } from "@zero/protocol";
import { GatewayProcess } from "../support/gateway-process.ts";

const TOKEN = "conformance-token-0123456789";

interface ParamsSchema {
  required?: string[];
  properties?: Record<string, { type?: string; enum?: unknown[]; minLength?: number }>;
}

const schema = JSON.parse(
  readFileSync(
    new URL("../../packages/protocol/generated/protocol.schema.json", import.meta.url),
    "utf8",
  ),
) as { definitions: Record<string, ParamsSchema> };

/** `chat.history` has its parameters under `ChatHistoryParams`. */
function paramsOf(method: string): ParamsSchema {
  const words = method.split(/[.-]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const found = schema.definitions[`${words.join("")}Params`];
  assert.ok(found, `no parameters are declared for ${method}`);
  return found;
}

/** A value that no schema of this wire takes for a field of its type. */
const WRONG: Readonly<Record<string, unknown>> = {
  string: 7,
  integer: "seven",
  number: "seven",
  boolean: "yes",
  array: {},
  object: [],
};

/** Parameters that are right, as far as the schema can tell. */
function rightParams({ required = [], properties = {} }: ParamsSchema): Record<string, unknown> {
  return Object.fromEntries(
    required.map((name) => {
      const { type, enum: choices } = properties[name] ?? {};
      const right = type === "string" ? "agent:main:conformance" : type === "object" ? {} : 1;
      return [name, choices?.[0] ?? right];
    }),
  );
}

let gateway: GatewayProcess;
const clients: GatewayClient[] = [];

before(async () => {
  gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local", auth: { token: TOKEN } } },
    args: ["--port", "0"],
  });
});

after(async () => {
  for (const client of clients) client.close();
  await gateway.clean();
});

async function connect(role: "operator" | "node", scopes?: string[]): Promise<GatewayClient> {
  const client = new GatewayClient({
    url: gateway.url,
    auth: { token: TOKEN },
    identity: {
      client: { id: "test", version: "1.0.0", platform: "linux", mode: "test" },
      role,
      ...(scopes ? { scopes } : {}),
    },
  });
  clients.push(client);
  await client.connect();
  return client;
}

async function refusal(
  client: GatewayClient,
  method: string,
  params: unknown,
): Promise<GatewayError> {
  try {
    await client.call(method, params);
  } catch (error) {
    assert.ok(error instanceof GatewayError, `${method} failed in another way`);
    return error;
  }
  throw new assert.AssertionError({ message: `${method} took ${JSON.stringify(params)}` });
}

/** Scopes of which none lets a caller use the method. */
const OTHERS: Readonly<Record<string, string[]>> = {
  read: ["operator.pairing", "operator.approvals"],
  write: ["operator.read", "operator.pairing"],
  admin: ["operator.read", "operator.write", "operator.pairing", "operator.approvals"],
  approvals: ["operator.read", "operator.write", "operator.pairing"],
};

test("every method is advertised, and nothing else is (S108)", async () => {
  const client = await connect("operator");
  const advertised = client.hello?.features.methods ?? [];
  assert.deepEqual([...advertised].toSorted(), methods.map(({ name }) => name).toSorted());
});

test("each method names what is wrong with each of its fields (S103, S118)", async () => {
  const client = await connect("operator");
  for (const { name } of methods) {
    const declared = paramsOf(name);
    const right = rightParams(declared);
    for (const [field, { type = "" }] of Object.entries(declared.properties ?? {})) {
      if (!(type in WRONG)) continue;
      const error = await refusal(client, name, { ...right, [field]: WRONG[type] });
      assert.equal(error.code, "INVALID_REQUEST");
      assert.match(error.message, new RegExp(`^invalid ${name} params: at /${field}: `), name);
    }
    const unknown = await refusal(client, name, { ...right, noSuchField: 1 });
    assert.equal(unknown.code, "INVALID_REQUEST");
    assert.match(unknown.message, /at root: unexpected property 'noSuchField'/);
  }
});

test("each method misses each field that it requires (S118)", async () => {
  const client = await connect("operator");
  for (const { name } of methods) {
    const declared = paramsOf(name);
    for (const field of declared.required ?? []) {
      const { [field]: _left, ...rest } = rightParams(declared);
      const error = await refusal(client, name, rest);
      assert.equal(error.code, "INVALID_REQUEST");
      assert.match(error.message, new RegExp(`^invalid ${name} params: .*'${field}'`));
    }
  }
});

test("no method answers a caller without its scope, and says so before it looks at parameters (SR4, D-27)", async () => {
  for (const { name, scope } of methods) {
    const client = await connect("operator", OTHERS[scope]);
    const error = await refusal(client, name, { noSuchField: 1 });
    assert.equal(error.code, "INVALID_REQUEST");
    assert.equal(error.message, `missing scope: operator.${scope}`);
    client.close();
  }
});

test("a device may call none of the operator's methods, whatever scopes it asks for (SR4, D-27)", async () => {
  const client = await connect("node", ["operator.admin"]);
  for (const { name } of methods) {
    const error = await refusal(client, name, {});
    assert.equal(error.message, "unauthorized role: node");
  }
});
