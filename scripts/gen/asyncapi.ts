import { ERRORS } from "../../packages/protocol/src/errors.ts";
import { PROTOCOL_VERSION } from "../../packages/protocol/src/limits.ts";
import type { EventDefinition, MethodDefinition } from "../../src/doors/socket/define.ts";
import { errorsOf, type WireDeclarations } from "./declarations.ts";
import { rebuild, type JsonSchema } from "./json-schema.ts";
import type { Output } from "./output.ts";
import { nameShapes } from "./protocol.ts";
import { pascalCase } from "./typescript.ts";

const FILE = "docs/reference/asyncapi.json";

type Message = Readonly<Record<string, unknown>>;

/** The wire as an AsyncAPI 3 document; the gateway is who receives requests and sends events. */
export function asyncApiFile(declared: WireDeclarations): Output {
  const { definitions } = nameShapes(declared);
  const messages = new Map<string, Message>([
    ["error", errorMessage()],
    ...requestMessages("connect", definitions["ConnectParams"]),
    ["connect.result", answerMessage("connect", "HelloOk", "The handshake succeeded.")],
    ...declared.methods.flatMap((method) => methodMessages(method, definitions)),
    ...declared.events.map((event): [string, Message] => [
      `${event.name}.event`,
      eventMessage(event),
    ]),
  ]);
  const document = {
    asyncapi: "3.0.0",
    info: {
      title: "ZERO gateway",
      version: String(PROTOCOL_VERSION),
      description:
        "One WebSocket, text frames, one JSON value in each. Written by `pnpm gen`; edit the " +
        "declarations instead.",
      license: { name: "MIT" },
    },
    defaultContentType: "application/json",
    servers: { local: SERVER },
    channels: {
      gateway: {
        address: "/",
        title: "The connection",
        description: "Every frame of a client's one connection, in both directions.",
        messages: Object.fromEntries(
          [...messages.keys()].map((name) => [name, { $ref: `#/components/messages/${name}` }]),
        ),
        bindings: { ws: { method: "GET", bindingVersion: "0.1.0" } },
      },
    },
    operations: operationsOf(declared),
    components: {
      schemas: Object.fromEntries(
        Object.entries(definitions).map(([name, schema]) => [name, relocated(schema)]),
      ),
      messages: Object.fromEntries(messages),
      securitySchemes: SECURITY,
    },
  };
  return { files: new Map([[FILE, `${JSON.stringify(document, null, 2)}\n`]]), folders: [] };
}

const CHANNEL = { $ref: "#/channels/gateway" };

const SECURITY = {
  token: {
    type: "apiKey",
    in: "password",
    description: "`auth.token` of `connect`: the gateway's token, or one that it gave to a device.",
  },
  password: { type: "userPassword", description: "`auth.password` of `connect`; no user name." },
  device: {
    type: "asymmetricEncryption",
    description: "`device` of `connect`: an Ed25519 signature over the challenge.",
  },
};

const SERVER = {
  host: "127.0.0.1:18789",
  protocol: "ws",
  description: "The default address; any path of the port takes the upgrade.",
  security: Object.keys(SECURITY).map((name) => ({
    $ref: `#/components/securitySchemes/${name}`,
  })),
};

const messageOf = (name: string) => ({ $ref: `#/channels/gateway/messages/${name}` });
const schemaOf = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const repliesOf = (...names: string[]) => ({ channel: CHANNEL, messages: names.map(messageOf) });

const CONNECT = {
  action: "receive",
  channel: CHANNEL,
  summary: "The first request on every connection, once the challenge has come.",
  messages: [messageOf("connect.request")],
  reply: repliesOf("connect.result", "error"),
};

function operationsOf({ methods, events }: WireDeclarations): Record<string, object> {
  const operations: Record<string, object> = { connect: CONNECT };
  for (const method of methods) operations[`call.${method.name}`] = methodOperation(method);
  for (const event of events) operations[`tell.${event.name}`] = eventOperation(event);
  return operations;
}

function methodOperation(method: MethodDefinition): object {
  const { name, summary, scope, accepted } = method;
  const answers = [...(accepted ? [`${name}.accepted`] : []), `${name}.result`, "error"];
  return {
    action: "receive",
    channel: CHANNEL,
    summary,
    messages: [messageOf(`${name}.request`)],
    reply: repliesOf(...answers),
    "x-scope": scope,
    "x-errors": errorsOf(method),
  };
}

function eventOperation(event: EventDefinition): object {
  return {
    action: "send",
    channel: CHANNEL,
    summary: event.summary,
    messages: [messageOf(`${event.name}.event`)],
    "x-scope": event.scope,
    "x-drop-if-slow": event.dropIfSlow,
    ...(event.dropIfSlowStates ? { "x-drop-if-slow-states": event.dropIfSlowStates } : {}),
  };
}

function methodMessages(
  { name, summary, accepted }: MethodDefinition,
  definitions: Readonly<Record<string, JsonSchema>>,
): [string, Message][] {
  const type = pascalCase(name);
  const last = accepted ? "How it ended, with the same id." : "What it answers.";
  return [
    ...requestMessages(name, definitions[`${type}Params`], summary),
    ...(accepted
      ? [
          [
            `${name}.accepted`,
            answerMessage(name, `${type}Accepted`, "It accepted; a second answer follows."),
          ] as [string, Message],
        ]
      : []),
    [`${name}.result`, answerMessage(name, `${type}Result`, last)],
  ];
}

/** A request may leave its params out when none of them is required. */
function requestMessages(
  name: string,
  params: JsonSchema | undefined,
  summary = "The handshake.",
): [string, Message][] {
  const type = name === "connect" ? "ConnectParams" : `${pascalCase(name)}Params`;
  const needsParams = (params?.required?.length ?? 0) > 0;
  const properties = {
    type: { const: "req" },
    id: { type: "string", minLength: 1 },
    method: { const: name },
    params: schemaOf(type),
  };
  const required = ["type", "id", "method", ...(needsParams ? ["params"] : [])];
  return [[`${name}.request`, message(`Request of ${name}`, summary, { properties, required })]];
}

function answerMessage(name: string, type: string, summary: string): Message {
  const properties = {
    type: { const: "res" },
    id: { type: "string", minLength: 1 },
    ok: { const: true },
    payload: schemaOf(type),
  };
  const required = ["type", "id", "ok", "payload"];
  return message(`Answer of ${name}`, summary, { properties, required });
}

function errorMessage(): Message {
  const properties = {
    type: { const: "res" },
    id: { type: "string", minLength: 1 },
    ok: { const: false },
    payload: {},
    error: schemaOf("ErrorShape"),
  };
  const codes = Object.keys(ERRORS).join(", ");
  const summary = `A request failed. Codes: ${codes}.`;
  return message("Error", summary, { properties, required: ["type", "id", "ok", "error"] });
}

function eventMessage(event: EventDefinition): Message {
  const properties = {
    type: { const: "event" },
    event: { const: event.name },
    payload: schemaOf(`${pascalCase(event.name)}Event`),
    ...(event.sequenced === false ? {} : { seq: { type: "integer", minimum: 0 } }),
    ...(event.versioned ? { stateVersion: schemaOf("StateVersion") } : {}),
  };
  const optional = new Set(["seq", "stateVersion"]);
  const required = Object.keys(properties).filter((key) => !optional.has(key));
  const payload = { type: "object", properties, required, additionalProperties: false };
  return { title: `Event ${event.name}`, summary: event.summary, payload };
}

/** A message whose answer is found by its id. */
function message(title: string, summary: string, shape: object): Message {
  return {
    title,
    summary,
    correlationId: { location: "$message.payload#/id" },
    payload: { type: "object", ...shape, additionalProperties: false },
  };
}

/** The schema with its references where this document has them. */
function relocated(schema: JsonSchema): JsonSchema {
  const inner = rebuild(schema, relocated);
  if (inner.$ref === undefined) return inner;
  return { ...inner, $ref: inner.$ref.replace("#/definitions/", "#/components/schemas/") };
}
