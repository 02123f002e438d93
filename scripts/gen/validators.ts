import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { without, type JsonSchema } from "./json-schema.ts";
import { GENERATED } from "./typescript.ts";

/**
 * Findings after which a validator ends a loop: enough for a person, too few to be an attack. Each
 * loop counts its own: what the first form of a union found must not end the look at the second.
 */
export const FINDINGS_MAX = 32;

/** Words for readers and for the loader, which no validator looks at. */
const SILENT = new Set([
  "title",
  "description",
  "default",
  "derived",
  "env",
  "reload",
  "secret",
  "agentMayChange",
]);

/** How values are judged, here and by whoever compares with the generated code. */
export const AJV_OPTIONS = {
  allErrors: true,
  strict: false,
  removeAdditional: false,
  // Lengths are UTF-16 units: exact for a limit of memory, and the code needs no helper at run
  // time.
  unicode: false,
  logger: false,
} as const;

/**
 * ES module source with one exported validator for each schema, in the order given, that imports
 * nothing. Schemas that are equal share one function.
 */
export function validatorSource(schemas: ReadonlyMap<string, JsonSchema>): string {
  const byShape = new Map<string, string>();
  const exports = new Map<string, string>();
  const aliases: string[] = [];
  const ajv = new Ajv({ ...AJV_OPTIONS, code: { source: true, esm: true, lines: true } });
  for (const [name, schema] of schemas) {
    const bare = without(schema, SILENT);
    const shape = JSON.stringify(bare);
    const known = byShape.get(shape);
    if (known === undefined) {
      byShape.set(shape, name);
      ajv.addSchema(bare, name);
      exports.set(name, name);
    } else {
      aliases.push(`export const ${name} = ${known};\n`);
    }
  }
  const code = standalone.default(ajv, Object.fromEntries(exports));
  return GENERATED + tighten(code) + aliases.join("");
}

/** Where a validator notes what it found; one line each instead of six. */
const NOTE = `function note(findings, finding) {
  if (findings === null) return [finding];
  findings.push(finding);
  return findings;
}
`;

/**
 * What AJV writes, and what stands there instead. Each function is a root of its own, so its paths
 * begin empty.
 */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/^"use strict";\n?/, ""],
  [/\/\*# sourceURL=.*? \*\/;\n/g, ""],
  [/schemaPath:"[^"]*",/g, ""],
  [/\(data, \{instancePath="", parentData, .*?\}=\{\}\)\{/g, "(data){"],
  [/instancePath:instancePath\+/g, "instancePath:"],
  [/\{instancePath,/g, '{instancePath:"",'],
  [/'"\+"(\w+)"\+"'/g, "'$1'"],
  [
    /if\(vErrors === null\)\{\nvErrors = \[(err\d+)\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\n/g,
    "vErrors = note(vErrors, $1);\n",
  ],
  [
    /^for\(const (key\d+) in (data\d*)\)\{$/gm,
    `const from_$1 = errors;\nfor(const $1 in $2){\nif(errors - from_$1 >= ${FINDINGS_MAX}) break;`,
  ],
  [
    /^for\(let (i\d+)=0; \1<(len\d+); \1\+\+\)\{$/gm,
    `const from_$1 = errors;\nfor(let $1=0; $1<$2 && errors - from_$1 < ${FINDINGS_MAX}; $1++){`,
  ],
];

/**
 * Signs that AJV wrote something that the rewriting does not know, or that needs a library at run
 * time.
 */
const LEFT_OVER =
  /vErrors\.push|\brequire\(|^import |instancePath[,+]|=\{\}\)|[^.]\bvalidate\d+\(data\d/m;

/**
 * Makes AJV's output smaller and bounds its work: a loop over an object or a list ends once enough
 * is found, so a frame full of nonsense costs no more than one with a little. The count of findings
 * stays exact, because AJV cuts its list by that count. Throws when AJV writes its code in another
 * way than this was made for.
 */
function tighten(code: string): string {
  const rewritten = REWRITES.reduce((text, [from, to]) => text.replace(from, to), code);
  const lines = rewritten.split("\n");
  const unbounded = lines.some(
    (line, at) => line.startsWith("for(") && !isBounded(line, lines[at + 1]),
  );
  if (unbounded || LEFT_OVER.test(rewritten)) {
    throw new Error("AJV's standalone code has a new form: adapt scripts/gen/validators.ts");
  }
  return NOTE + lines.filter((line) => !isUnusedConstant(line, rewritten)).join("\n");
}

function isBounded(loop: string, next: string | undefined): boolean {
  return loop.includes("&& errors - from_") || next?.startsWith("if(errors - from_") === true;
}

/** AJV keeps each schema beside its function, though most functions never look at theirs. */
function isUnusedConstant(line: string, code: string): boolean {
  const name = /^const (\w+) = /.exec(line)?.[1];
  return name !== undefined && code.split(new RegExp(`\\b${name}\\b`)).length === 2;
}
