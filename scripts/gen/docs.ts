import { ERRORS, ON_THE_SOCKET } from "../../packages/protocol/src/errors.ts";
import {
  CLOSE,
  CLOSE_MEANINGS,
  LIMITS,
  PROTOCOL_VERSION,
} from "../../packages/protocol/src/limits.ts";
import type { EventDefinition, MethodDefinition, Scope } from "../../src/doors/socket/define.ts";
import { errorsOf, type WireDeclarations } from "./declarations.ts";
import type { JsonSchema } from "./json-schema.ts";
import { code, page, table } from "./markdown.ts";
import type { Output } from "./output.ts";
import { nameShapes } from "./protocol.ts";
import { shapeOf } from "./shape-table.ts";
import { pascalCase } from "./typescript.ts";

const FOLDER = "docs/reference";

type Shapes = Readonly<Record<string, JsonSchema>>;

/** The reference pages of the wire. */
export function wireReference(declared: WireDeclarations): Output {
  const shapes = nameShapes(declared).definitions;
  const files = new Map([
    [`${FOLDER}/methods.md`, methodsPage(declared.methods, shapes)],
    [`${FOLDER}/events.md`, eventsPage(declared.events, shapes)],
    [`${FOLDER}/errors.md`, errorsPage()],
    [`${FOLDER}/protocol.md`, protocolPage(declared, shapes)],
  ]);
  return { files, folders: [] };
}

function methodsPage(methods: readonly MethodDefinition[], shapes: Shapes): string {
  const overview = table(
    ["method", "scope", "answers", "what it does"],
    methods.map(({ name, scope, accepted, summary }) => [
      `[${code(name)}](#${name.replaceAll(".", "").toLowerCase()})`,
      code(SCOPES[scope].name),
      accepted ? "twice" : "once",
      summary,
    ]),
  );
  const sections = methods.flatMap((method) => {
    const shape = (role: string) => shapes[pascalCase(method.name) + role] ?? {};
    const errors = errorsOf(method).map(code);
    return [
      `## ${method.name}`,
      method.summary,
      `Needs ${SCOPES[method.scope].words}. Fails with ${errors.join(", ")}.`,
      "Params:",
      shapeOf(shape("Params")),
      ...(method.accepted
        ? ["First answer, once it is accepted:", shapeOf(shape("Accepted"))]
        : []),
      method.accepted ? "Last answer, with the same id:" : "Result:",
      shapeOf(shape("Result")),
    ];
  });
  const intro =
    "Every method may answer `INVALID_REQUEST` and `UNAVAILABLE`; what the codes mean is on the " +
    "page [Errors](errors.md). Params are closed: a key that is not listed is an error. In a key, " +
    "`[]` stands for each entry of a list and `*` for any key. A method that answers twice uses " +
    "the same `id` for both: first that it accepted, then how it ended.";
  return page("Methods", [intro, overview, ...sections]);
}

function eventsPage(events: readonly EventDefinition[], shapes: Shapes): string {
  const overview = table(
    ["event", "who gets it", "counts in `seq`", "slow clients", "what it says"],
    events.map((event) => [
      `[${code(event.name)}](#${event.name.replaceAll(".", "").toLowerCase()})`,
      receivers(event),
      event.sequenced === false ? "no" : "yes",
      slowness(event),
      event.summary,
    ]),
  );
  const sections = events.flatMap((event) => [
    `## ${event.name}`,
    event.summary,
    factsOf(event),
    shapeOf(shapes[`${pascalCase(event.name)}Event`] ?? {}),
  ]);
  const intro =
    "Events are never replayed. `seq` rises by one for each event that a connection is entitled " +
    "to, so a gap is a loss: call `health` and `system-presence` before going on.";
  return page("Events", [intro, overview, ...sections]);
}

/** What a caller or a listener must be granted, for people. */
const SCOPES: Readonly<Record<Scope, { name: string; words: string }>> = {
  read: { name: "operator.read", words: "the scope `operator.read` or `operator.write`" },
  write: { name: "operator.write", words: "the scope `operator.write`" },
  admin: { name: "operator.admin", words: "the scope `operator.admin`" },
  pairing: { name: "operator.pairing", words: "the scope `operator.pairing`" },
  approvals: { name: "operator.approvals", words: "the scope `operator.approvals`" },
  node: { name: "node", words: "the role `node`" },
};

function receivers({ scope, sequenced }: EventDefinition): string {
  if (scope === "all") return sequenced === false ? "this connection" : "everyone";
  return code(SCOPES[scope].name);
}

/** Who gets an event, and what its frame has besides the payload. */
function factsOf(event: EventDefinition): string {
  const extras = [
    ...(event.sequenced === false ? [] : ["`seq`"]),
    ...(event.versioned ? ["`stateVersion`"] : []),
  ];
  const slow = slowness(event);
  return [
    `Goes to: ${receivers(event)}.`,
    extras.length === 0 ? "The frame has no `seq`." : `The frame has ${extras.join(" and ")}.`,
    `Clients that read too slowly ${slow}.`,
    "Payload:",
  ].join(" ");
}

function slowness(event: EventDefinition): string {
  if (event.dropIfSlow) return "lose it";
  const states = event.dropIfSlowStates?.map(code).join(", ");
  return states === undefined ? "are cut" : `lose ${states}, are cut otherwise`;
}

function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(([name, { meaning, retryable, httpStatus }]) => {
    const onSocket = ON_THE_SOCKET[name as keyof typeof ERRORS];
    return [
      code(name),
      meaning,
      retryable ? "yes" : "no",
      onSocket === name ? "as it is" : `as ${code(onSocket)}`,
      String(httpStatus),
    ];
  });
  return page("Errors", [
    "A failed request is answered with `ok: false` and an error of this shape: `code`, " +
      "`message`, and where they help `details`, `retryable` and `retryAfterMs`. A code that a " +
      "client does not know is plain failure. The message says what happened and what to do next.",
    table(["code", "meaning", "may help to retry", "on the WebSocket", "HTTP"], rows),
  ]);
}

const HANDSHAKE = [
  "The gateway sends the event `connect.challenge` as soon as the socket is open.",
  "The client's first frame is a request with the method `connect` and `ConnectParams`. " +
    "Anything else closes the socket with 1008, and so does silence with 1000.",
  `The range \`minProtocol\` to \`maxProtocol\` has to include ${PROTOCOL_VERSION}; otherwise ` +
    "the socket closes with 1002.",
  "A device that signed the challenge, and the token or password, are checked. A refusal is " +
    "answered with an error, and the socket closes with 1008.",
  "The answer is `HelloOk`: what this gateway can do, who is here, how it is, and what the " +
    "connection is held to.",
];

function protocolPage(declared: WireDeclarations, shapes: Shapes): string {
  const closes = Object.entries(CLOSE).map(([name, value]) => {
    const { by, reason, meaning } = CLOSE_MEANINGS[name as keyof typeof CLOSE];
    return [String(value), by, reason === "" ? "" : code(reason), meaning];
  });
  const byMember = new Set([
    ...declared.methods.flatMap(({ name }) =>
      ["Params", "Accepted", "Result"].map((role) => pascalCase(name) + role),
    ),
    ...declared.events.map(({ name }) => `${pascalCase(name)}Event`),
  ]);
  const named = Object.entries(shapes).filter(([name]) => !byMember.has(name));
  return page("Protocol", [
    `WebSocket, text frames, one JSON value in each. This is version ${PROTOCOL_VERSION}. ` +
      "A frame is a request, a response or an event; [methods](methods.md), [events](events.md) " +
      "and [errors](errors.md) have pages of their own. The whole of it as JSON Schema is " +
      "`packages/protocol/generated/protocol.schema.json`.",
    "## Handshake",
    HANDSHAKE.map((sentence, at) => `${at + 1}. ${sentence}`).join("\n"),
    "## Limits",
    table(
      ["name", "value"],
      Object.entries(LIMITS).map(([name, value]) => [code(name), String(value)]),
    ),
    "Times are milliseconds, sizes are bytes, `explanationLengthMax` counts UTF-16 units.",
    "## Close codes",
    table(["code", "by", "reason", "meaning"], closes),
    "## Shapes",
    "Objects are closed unless they say that they are open.",
    ...named.flatMap(([name, schema]) => [
      `### ${name}`,
      ...(schema.description === undefined ? [] : [schema.description]),
      shapeOf(schema),
    ]),
  ]);
}
