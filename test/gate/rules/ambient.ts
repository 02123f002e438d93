import { isMember, isProduct, lastName, search, type Rule } from "../source.ts";

export const environmentIsConfig: Rule = {
  name: "reads process.env outside src/config",
  applies: (path) => isProduct(path) && !path.startsWith("src/config/"),
  find: (source) =>
    search(source, (report) => ({
      MemberExpression: (node) => {
        if (isMember(node, "process", "env")) report(node);
      },
      ImportDeclaration: (node) => {
        const names = node.specifiers.map(({ local }) => local.name);
        if (node.source.value === "node:process" && names.includes("env")) report(node);
      },
    })),
  bad: ["const a = process.env.HOME;", "f(process.env);", 'import { env } from "node:process";'],
  good: ["const a = process.pid;", "const process = { argv: [] }; f(process.argv);"],
};

export const oneClock: Rule = {
  name: "reads the machine's clock outside kernel/clock.ts",
  applies: (path) => path.startsWith("src/") && isProduct(path) && path !== "src/kernel/clock.ts",
  find: (source) =>
    search(source, (report) => ({
      MemberExpression: (node) => {
        if (isMember(node, "Date", "now") || isMember(node, "performance", "now")) report(node);
      },
      NewExpression: (node) => {
        if (lastName(node.callee) === "Date" && node.arguments.length === 0) report(node);
      },
    })),
  bad: ["const at = Date.now();", "f(Date.now);", "const d = new Date();", "performance.now();"],
  good: ["const d = new Date(at).toISOString();", "const at = clock.now();"],
};

/** Below /proc the runtime's recursive mode never ends. */
export const foldersOneByOne: Rule = {
  name: "makes folders with the runtime's recursive mode",
  applies: isProduct,
  find: (source) =>
    search(source, (report) => ({
      CallExpression: (node) => {
        if (!/^mkdir(Sync)?$/.test(lastName(node.callee) ?? "")) return;
        const { start, end } = node;
        if (/\brecursive\b/.test(source.text.slice(start, end))) report(node);
      },
    })),
  bad: ["mkdirSync(path, { recursive: true });", "await fs.mkdir(path, { recursive, mode });"],
  good: ["mkdirSync(path, { mode: 0o700 });", "rmSync(path, { recursive: true });"],
};

/**
 * Files that may load others while running: the CLI's table, the plug-in loader, one library each.
 */
const LOADERS =
  /^(src\/cli\/table\.ts|src\/features\/channels\/load\.ts|.*\.lazy\.ts|src\/main\.ts)$/;

export const dynamicImports: Rule = {
  name: "imports dynamically outside the table, the plug-in loader and *.lazy.ts",
  applies: (path) => isProduct(path) && !LOADERS.test(path),
  find: (source) => search(source, (report) => ({ ImportExpression: (node) => report(node) })),
  bad: ['const a = await import("./a.ts");', "const load = () => import(name);"],
  good: ['import a from "./a.ts";', 'type A = typeof import("./a.ts");'],
};

export const errorsAreNotStrings: Rule = {
  name: "turns an error into a string by hand",
  applies: isProduct,
  find: (source) =>
    search(source, (report) => ({
      CallExpression: (node) => {
        const [argument] = node.arguments;
        const name = argument && lastName(argument);
        const isString = node.callee.type === "Identifier" && node.callee.name === "String";
        if (isString && /^(e|err|error|cause|reason|thrown)$/i.test(name ?? "")) report(node);
      },
    })),
  bad: ["log(String(error));", "const text = String(response.error);"],
  good: ["const text = messageOf(error);", "String(42);"],
};
