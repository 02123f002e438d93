import type { Expression, Node, Statement, TSTypeAnnotation } from "oxc-parser";
import { firstName, isProduct, lastName, search, type Finding, type Rule } from "../source.ts";

/** Objects that nobody can change, or that hold nothing. */
const STATELESS = new Set([
  "RegExp",
  "URL",
  "TextEncoder",
  "TextDecoder",
  "NumberFormat",
  "Segmenter",
]);
const STATELESS_AFTER = /^(Collator|DateTimeFormat|PluralRules|ListFormat)$/;
/** Methods that change what they are called on. */
const CHANGES =
  /^(push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear|append)$/;
const READONLY_TYPE = /^(Readonly|ReadonlyArray|ReadonlySet|ReadonlyMap)$/;

interface TopLevelConst {
  name: string;
  value: Expression;
  type: TSTypeAnnotation | null | undefined;
}

function unwrap(statement: Statement): Node {
  const isExport = statement.type === "ExportNamedDeclaration";
  return (isExport ? statement.declaration : undefined) ?? statement;
}

function isReadonly(type: TSTypeAnnotation | null | undefined): boolean {
  const annotation = type?.typeAnnotation;
  if (annotation?.type === "TSTypeOperator") return annotation.operator === "readonly";
  return (
    annotation?.type === "TSTypeReference" &&
    READONLY_TYPE.test(lastName(annotation.typeName) ?? "")
  );
}

/** True for a value that only exists to be changed later: a collection, an empty literal. */
function isState({ value, type }: TopLevelConst): boolean {
  if (isReadonly(type)) return false;
  if (value.type === "ArrayExpression") return value.elements.length === 0;
  if (value.type === "ObjectExpression") return value.properties.length === 0;
  if (value.type !== "NewExpression") return false;
  const name = lastName(value.callee) ?? "";
  // A table that is filled where it is made and never changed after is no state.
  if (/^(Set|Map)$/.test(name) && value.arguments.length > 0) return false;
  return !STATELESS.has(name) && !STATELESS_AFTER.test(name);
}

function topLevelConsts(statements: readonly Statement[]): TopLevelConst[] {
  return statements.flatMap((statement) => {
    const node = unwrap(statement);
    if (node.type !== "VariableDeclaration") return [];
    return node.declarations.flatMap(({ id, init }) =>
      id.type === "Identifier" && init
        ? [{ name: id.name, value: init, type: id.typeAnnotation }]
        : [],
    );
  });
}

export const noModuleState: Rule = {
  name: "keeps mutable state at module level",
  applies: isProduct,
  find(source) {
    const statements = source.program.body as Statement[];
    const findings: Finding[] = [];
    for (const statement of statements) {
      const node = unwrap(statement);
      if (node.type === "VariableDeclaration" && node.kind !== "const" && !node.declare) {
        findings.push({ offset: node.start, what: `top-level ${node.kind}` });
      }
    }
    const consts = topLevelConsts(statements);
    for (const entry of consts.filter(isState)) {
      findings.push({ offset: entry.value.start, what: `${entry.name} is made to be changed` });
    }
    const names = new Set(consts.map(({ name }) => name));
    return [...findings, ...changesOf(names, source), ...staticFields(source)];
  },
  bad: [
    "let count = 0;",
    "export let last: string | undefined;",
    "const cache = new Map<string, number>();",
    "export const listeners: Set<() => void> = new Set();",
    "const queue: string[] = [];",
    "const seen = {};",
    "const table = { a: 1 }; export function set() { table.a = 2; }",
    "const list = [1]; export const add = (n: number) => list.push(n);",
    "const names = new Set(['a']); export const add = (n: string) => names.add(n);",
    "class Hub { static #instances = 0; }",
    "class Hub { static shared = new Map(); }",
  ],
  good: [
    "const LIMIT = 3;",
    "export const CODES = { a: 1 } as const;",
    "const WORDS = new Set(['a']); export const has = (word: string) => WORDS.has(word);",
    "const NONE: readonly string[] = [];",
    "const ENCODER = new TextEncoder();",
    "export function run() { const list: string[] = []; list.push('a'); return list; }",
    "class Hub { readonly #seen = new Map(); static readonly LIMIT = 3; }",
    "const table = { a: 1 }; export const read = (table: { a: number }) => table.a;",
    "declare const brand: unique symbol;",
  ],
};

/** Writes to a module-level constant's inside. A parameter of the same name would be named too. */
function changesOf(names: ReadonlySet<string>, source: Parameters<Rule["find"]>[0]): Finding[] {
  const isOurs = (node: Node): boolean =>
    node.type === "MemberExpression" && names.has(firstName(node) ?? "");
  return search(source, (report) => ({
    AssignmentExpression: (node) => {
      if (isOurs(node.left)) report(node);
    },
    UpdateExpression: (node) => {
      if (isOurs(node.argument)) report(node);
    },
    UnaryExpression: (node) => {
      if (node.operator === "delete" && isOurs(node.argument)) report(node);
    },
    CallExpression: (node) => {
      const { callee } = node;
      if (isOurs(callee) && CHANGES.test(lastName(callee) ?? "")) report(node);
    },
  }));
}

function staticFields(source: Parameters<Rule["find"]>[0]): Finding[] {
  return search(source, (report) => ({
    PropertyDefinition: (node) => {
      if (node.static && !(node.readonly ?? false)) report(node);
    },
  }));
}

/** Statements that do something when a module is loaded. */
const ACTS = new Set<string>([
  "ExpressionStatement",
  "IfStatement",
  "ForStatement",
  "ForOfStatement",
  "ForInStatement",
  "WhileStatement",
  "TryStatement",
  "ThrowStatement",
  "SwitchStatement",
  "BlockStatement",
]);

/** Calls that reach outside the process or into time. */
const REACHES_OUT =
  /^(readFile|readFileSync|readdirSync|statSync|existsSync|writeFileSync|mkdirSync|openSync|spawn|spawnSync|exec|execFile|execSync|setTimeout|setInterval|setImmediate|createServer|connect|fetch|listen)$/;

export const importingDoesNothing: Rule = {
  name: "acts when it is imported",
  applies: (path) => isProduct(path) && path !== "src/main.ts",
  find(source) {
    const findings: Finding[] = [];
    for (const statement of source.program.body as Statement[]) {
      if (ACTS.has(statement.type)) {
        findings.push({ offset: statement.start, what: "a statement that runs on import" });
      }
    }
    for (const { value } of topLevelConsts(source.program.body)) {
      const called = value.type === "AwaitExpression" ? value.argument : value;
      const name = called.type === "CallExpression" ? lastName(called.callee) : undefined;
      if (value.type === "AwaitExpression" || (name && REACHES_OUT.test(name))) {
        findings.push({ offset: value.start, what: `${name ?? "await"} on import` });
      }
    }
    return findings;
  },
  bad: [
    "console.log('hello');",
    "if (process.platform === 'linux') { exit(); }",
    "const text = readFileSync('a', 'utf8');",
    "const module = await load();",
    "for (const name of names) register(name);",
    "const timer = setInterval(() => {}, 1000);",
  ],
  good: [
    "export const define = (a: number) => a;",
    "export const send = defineMethod({ name: 'send' });",
    "import 'node:fs'; export type A = string;",
    "export function read() { return readFileSync('a', 'utf8'); }",
  ],
};
