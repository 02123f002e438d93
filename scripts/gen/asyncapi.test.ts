import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import published from "@asyncapi/specs/schemas/3.0.0.json" with { type: "json" };
import { Ajv, type AnySchema } from "ajv";
import { asyncApiFile } from "./asyncapi.ts";
import { readWire } from "./declarations.ts";

interface Reference {
  $ref: string;
}

interface Operation {
  action: string;
  messages: Reference[];
  reply?: { messages: Reference[] };
  "x-scope"?: string;
}

interface Document {
  operations: Record<string, Operation>;
  components: {
    messages: Record<string, { payload: AnySchema }>;
    schemas: Record<string, AnySchema>;
  };
}

const wire = await readWire(join(import.meta.dirname, "../.."));
const text = asyncApiFile(wire).files.get("docs/reference/asyncapi.json") ?? "";
const document = JSON.parse(text) as Document;

/** The published schema. It brings that of draft-07 itself; its formats are those of addresses. */
function validator() {
  const names = ["uri", "uri-reference", "uri-template", "email", "regex"];
  const formats = Object.fromEntries(names.map((name) => [name, true] as const));
  const options = { strict: false, meta: false, validateSchema: false, formats } as const;
  return new Ajv(options).compile(published);
}

test("the document is AsyncAPI 3, by the schema that its makers publish (S108)", () => {
  const validate = validator();
  assert.equal(validate(document), true, JSON.stringify(validate.errors?.slice(0, 3)));
  for (const broken of [
    { ...document, asyncapi: "2.6.0" },
    { ...document, operations: { x: { action: "shout", channel: { $ref: "#/channels/x" } } } },
  ]) {
    assert.equal(validate(broken), false);
  }
});

test("every reference in the document leads somewhere", () => {
  const references = [...text.matchAll(/"\$ref": "#\/([^"]+)"/g)].map(([, path = ""]) => path);
  assert.ok(references.length > 0);
  for (const path of references) {
    let place: unknown = document;
    for (const part of path.split("/")) {
      place = (place as Record<string, unknown> | undefined)?.[part];
    }
    assert.ok(place !== undefined, path);
  }
});

test("every method is an operation with its request and each of its answers (S108)", () => {
  for (const { name, scope, accepted } of wire.methods) {
    const operation = document.operations[`call.${name}`];
    assert.ok(operation, name);
    assert.equal(operation.action, "receive");
    assert.equal(operation["x-scope"], scope);
    const answers = (operation.reply?.messages ?? []).map(({ $ref }) => $ref.split("/").at(-1));
    const first = accepted ? [`${name}.accepted`] : [];
    assert.deepEqual(answers, [...first, `${name}.result`, "error"]);
  }
});

test("every event is an operation of the gateway's (S108)", () => {
  for (const { name, scope } of wire.events) {
    const operation = document.operations[`tell.${name}`];
    assert.ok(operation, name);
    assert.equal(operation.action, "send");
    assert.equal(operation["x-scope"], scope);
  }
  const known = 1 + wire.methods.length + wire.events.length;
  assert.equal(Object.keys(document.operations).length, known);
});

test("the messages take real frames and refuse others", () => {
  const ajv = new Ajv({ strict: false }).addSchema(document, "document");
  const accepts = (name: string, frame: unknown) => {
    const pointer = `document#/components/messages/${name}/payload`;
    return ajv.validate(pointer, frame);
  };
  const error = { code: "UNAVAILABLE", message: "wait" };
  assert.ok(accepts("health.request", { type: "req", id: "1", method: "health" }));
  assert.ok(!accepts("health.request", { type: "req", id: "1", method: "status" }));
  assert.ok(!accepts("send.request", { type: "req", id: "1", method: "send" }));
  assert.ok(accepts("error", { type: "res", id: "1", ok: false, error }));
  assert.ok(!accepts("error", { type: "res", id: "1", ok: true, error }));
  assert.ok(accepts("tick.event", { type: "event", event: "tick", payload: { ts: 1 }, seq: 1 }));
  assert.ok(!accepts("tick.event", { type: "event", event: "tick", payload: { ts: "1" } }));
  const challenge = { type: "event", event: "connect.challenge", payload: { nonce: "n", ts: 1 } };
  assert.ok(accepts("connect.challenge.event", challenge));
  assert.ok(!accepts("connect.challenge.event", { ...challenge, seq: 1 }));
});
