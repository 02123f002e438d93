import type { WireDeclarations } from "./declarations.ts";
import { Definitions, plain, type JsonSchema } from "./json-schema.ts";
import type { Output } from "./output.ts";
import { comment, declare, GENERATED, keyOf, pascalCase } from "./typescript.ts";
import { validatorSource } from "./validators.ts";

const FOLDER = "packages/protocol/generated";
/** The three frames, told apart by their `type`. */
export const FRAMES = ["RequestFrame", "ResponseFrame", "EventFrame"] as const;

/** The names under which the shapes of a method or an event are defined. */
interface Shapes {
  readonly name: string;
  readonly members: Readonly<Record<string, string>>;
}

/** Everything about the wire that other code needs, worked out of its declarations. */
export interface Wire {
  readonly definitions: Record<string, JsonSchema>;
  readonly methods: readonly Shapes[];
  readonly events: readonly Shapes[];
}

/** Gives every shape its name: `SendParams`, `SendResult`, `AgentAccepted`, `TickEvent`. */
export function nameShapes(declared: WireDeclarations): Wire {
  const definitions = new Definitions();
  for (const [name, schema] of declared.named) definitions.add(name, plain(schema));
  const methods = declared.methods.map(({ name, params, accepted, result }) => {
    const members: Record<string, string> = {};
    for (const [role, schema] of Object.entries({ params, accepted, result })) {
      if (schema === undefined) continue;
      members[role] = pascalCase(name) + pascalCase(role);
      definitions.add(members[role], plain(schema));
    }
    return { name, members };
  });
  const events = declared.events.map(({ name, payload }) => {
    const members = { payload: `${pascalCase(name)}Event` };
    definitions.add(members.payload, plain(payload));
    return { name, members };
  });
  return { definitions: definitions.sorted, methods, events };
}

/** The files of the protocol package. */
export function protocolFiles(declared: WireDeclarations): Output {
  const wire = nameShapes(declared);
  const validators = validatorSchemas(declared);
  const files = new Map([
    [`${FOLDER}/protocol.schema.json`, protocolSchema(wire)],
    [`${FOLDER}/types.ts`, typesModule(wire)],
    [`${FOLDER}/methods.ts`, recordsModule(declared)],
    [`${FOLDER}/validators.js`, validatorsModule(declared, validators)],
    [`${FOLDER}/validators.d.ts`, validatorTypes(validators)],
  ]);
  return { files, folders: [FOLDER] };
}

function protocolSchema(wire: Wire): string {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "ZERO gateway protocol",
    description: "One frame of the gateway's WebSocket, protocol version 3.",
    oneOf: FRAMES.map((name) => ({ $ref: `#/definitions/${name}` })),
    discriminator: { propertyName: "type" },
    definitions: wire.definitions,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function typesModule(wire: Wire): string {
  const declarations = Object.entries(wire.definitions).map(([name, schema]) =>
    declare(name, schema),
  );
  return [
    GENERATED,
    "\n",
    declarations.join("\n"),
    "\n",
    mapType("Methods", "The shapes of every method, by its name.", wire.methods),
    "\n",
    mapType("Events", "The payload of every event, by its name.", wire.events),
  ].join("");
}

function mapType(name: string, text: string, entries: readonly Shapes[]): string {
  const lines = entries.map((entry) => {
    const members = Object.entries(entry.members).map(([role, type]) => `${role}: ${type}`);
    return `  ${keyOf(entry.name)}: { ${members.join("; ")} };\n`;
  });
  return `${comment(text)}export interface ${name} {\n${lines.join("")}}\n`;
}

function recordsModule(declared: WireDeclarations): string {
  const methods = declared.methods.map(({ name, summary, scope, errors, accepted }) => {
    return { name, summary, scope, errors: errors ?? [], twoStage: accepted !== undefined };
  });
  const events = declared.events.map((event) => ({
    name: event.name,
    summary: event.summary,
    scope: event.scope,
    dropIfSlow: event.dropIfSlow,
    dropIfSlowStates: event.dropIfSlowStates ?? [],
    sequenced: event.sequenced ?? true,
    versioned: event.versioned ?? false,
  }));
  const list = (name: string, type: string, records: readonly object[]) =>
    `export const ${name} = ${JSON.stringify(records, null, 2)} ` +
    `as const satisfies readonly ${type}[];\n`;
  return [
    GENERATED,
    'import type { EventRecord, MethodRecord } from "../src/catalogue.ts";\n\n',
    list("methods", "MethodRecord", methods),
    "\n",
    list("events", "EventRecord", events),
  ].join("");
}

interface Validator {
  readonly name: string;
  readonly type: string;
  readonly schema: JsonSchema;
}

function validatorSchemas(declared: WireDeclarations): Validator[] {
  const named = [...FRAMES, "ConnectParams"].map((type) => {
    const schema = declared.named.get(type);
    if (schema === undefined) throw new Error(`no schema is called ${type}`);
    return { name: `validate${type}`, type, schema: plain(schema) };
  });
  const params = declared.methods.map((method) => {
    const type = `${pascalCase(method.name)}Params`;
    return { name: `validate${type}`, type, schema: plain(method.params) };
  });
  return [...named, ...params];
}

function validatorsModule(declared: WireDeclarations, validators: readonly Validator[]): string {
  const schemas = new Map(validators.map(({ name, schema }) => [name, schema]));
  const entries = declared.methods.map(
    ({ name }) => `  ${keyOf(name)}: validate${pascalCase(name)}Params,\n`,
  );
  return `${validatorSource(schemas)}export const paramValidators = {\n${entries.join("")}};\n`;
}

function validatorTypes(validators: readonly Validator[]): string {
  const types = validators.map(({ type }) => type).toSorted();
  const functions = validators.map(
    ({ name, type }) => `export declare const ${name}: Validate<${type}>;\n`,
  );
  return [
    GENERATED,
    'import type { Validate } from "../src/validation.ts";\n',
    "import type {\n",
    ...["Methods", ...types].map((type) => `  ${type},\n`),
    '} from "./types.ts";\n\n',
    ...functions,
    "\nexport declare const paramValidators: {\n",
    '  readonly [Name in keyof Methods]: Validate<Methods[Name]["params"]>;\n};\n',
  ].join("");
}
