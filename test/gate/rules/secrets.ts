import type { Node } from "oxc-parser";
import { isMember, isProduct, lastName, search, type Rule } from "../source.ts";

const SECRET =
  /(^|_)(token|password|passphrase|secret|api_?key|credential|bearer|hmac|mac|signature)$/i;
const SECRET_CAMEL = /[a-z](Token|Password|Secret|ApiKey|Credential|Signature|Hmac)$/;
const EQUALITY = new Set(["===", "!==", "==", "!="]);

function namesSecret(node: Node): boolean {
  const name = lastName(node) ?? "";
  return SECRET.test(name) || SECRET_CAMEL.test(name);
}

/** Comparing with something that everybody knows tells nothing about the secret. */
function isPublic(node: Node): boolean {
  return (
    node.type === "Literal" ||
    (node.type === "TemplateLiteral" && node.expressions.length === 0) ||
    (node.type === "Identifier" && node.name === "undefined")
  );
}

export const secretsInConstantTime: Rule = {
  name: "compares a secret with === (SR8)",
  applies: isProduct,
  find: (source) =>
    search(source, (report) => ({
      BinaryExpression: (node) => {
        if (!EQUALITY.has(node.operator)) return;
        if (isPublic(node.left) || isPublic(node.right)) return;
        if (namesSecret(node.left) || namesSecret(node.right)) report(node);
      },
    })),
  bad: [
    "if (given === config.token) ok();",
    "const ok = params.auth.password !== this.#password;",
    "if (expectedSignature == mac) ok();",
  ],
  good: [
    "if (token === undefined) refuse();",
    'if (mode === "token") refuse();',
    'if (config.password === "") refuse();',
    "if (secretsEqual(given, token)) ok();",
  ],
};

export const patternsAreOurs: Rule = {
  name: "builds a regular expression from a value",
  // What the owner wrote is judged there before it is used.
  applies: (path) => isProduct(path) && path !== "src/config/patterns/compile.ts",
  find: (source) =>
    search(source, (report) => {
      const check = (node: Node & { callee: Node; arguments: readonly Node[] }) => {
        const [pattern] = node.arguments;
        const isRegExp = node.callee.type === "Identifier" && node.callee.name === "RegExp";
        if (isRegExp && !(pattern && isPublic(pattern))) report(node);
      };
      return { NewExpression: check, CallExpression: check };
    }),
  bad: ["new RegExp(input);", "RegExp(`^` + name);"],
  good: ["/^a/.test(input);", 'new RegExp("^a", "u");'],
};

export const idsAreNotGuessable: Rule = {
  // Handing the function on is how the jitter of a delay becomes a parameter; an id is never made
  // of it.
  name: "calls Math.random",
  applies: isProduct,
  find: (source) =>
    search(source, (report) => ({
      CallExpression: (node) => {
        if (isMember(node.callee, "Math", "random")) report(node);
      },
    })),
  bad: ["const id = Math.random().toString(36);", "const at = now + 100 * Math.random();"],
  good: ["const id = randomUUID();", "export const next = (random = Math.random) => random();"],
};
