export const EXPRESSION_LENGTH_MAX = 500;
const DEPTH_MAX = 50;

/** Why an expression has no value, in a sentence. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
}

const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["e", Math.E],
]);

const FUNCTIONS: ReadonlyMap<string, (...numbers: number[]) => number> = new Map([
  ["sqrt", Math.sqrt],
  ["abs", Math.abs],
  ["round", Math.round],
  ["floor", Math.floor],
  ["ceil", Math.ceil],
  ["ln", Math.log],
  ["log", Math.log10],
  ["exp", Math.exp],
  ["sin", Math.sin],
  ["cos", Math.cos],
  ["tan", Math.tan],
  ["min", Math.min],
  ["max", Math.max],
]);
const MANY_ARGUMENTS: ReadonlySet<string> = new Set(["min", "max"]);

/** Whether `name` is a constant or a function of expressions. */
export function isExpressionWord(name: string): boolean {
  const lower = name.toLowerCase();
  return CONSTANTS.has(lower) || FUNCTIONS.has(lower);
}

/**
 * The value of an arithmetic expression, to 12 significant digits. `^` binds to the right and
 * before a sign; `%` is the remainder when a number follows, percent otherwise. Throws
 * `ExpressionError`.
 */
export function evaluate(text: string): number {
  if (text.length > EXPRESSION_LENGTH_MAX) {
    throw new ExpressionError(`an expression has at most ${EXPRESSION_LENGTH_MAX} characters`);
  }
  const reader = new Reader(text);
  const value = sum(reader);
  if (reader.token !== "") throw new ExpressionError(`"${reader.token}" is not expected there`);
  if (!Number.isFinite(value)) throw new ExpressionError("the result is no finite number");
  return Number(value.toPrecision(12));
}

/** The tokens of an expression, one at a time; the empty token is its end. */
class Reader {
  readonly #text: string;
  readonly #pattern =
    /\s*(\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|[a-z]+|\*\*|[-+*/^%(),×÷−·])/iy;
  token = "";
  depth = 0;

  constructor(text: string) {
    this.#text = text.trim();
    this.next();
  }

  next(): void {
    const at = this.#pattern.lastIndex;
    const match = this.#pattern.exec(this.#text);
    if (match?.[1] !== undefined) this.token = PLAIN.get(match[1]) ?? match[1].toLowerCase();
    else if (at >= this.#text.length) this.token = "";
    else throw new ExpressionError(`"${this.#text.slice(at, at + 10).trim()}" is not arithmetic`);
  }

  /** Moves on when the current token is one of `tokens`, and says which. */
  take(...tokens: readonly string[]): string | undefined {
    const { token } = this;
    if (token === "" || !tokens.includes(token)) return undefined;
    this.next();
    return token;
  }

  expect(token: string): void {
    if (this.take(token) !== undefined) return;
    throw new ExpressionError(`"${token}" is missing${this.token && ` before "${this.token}"`}`);
  }
}

/** Signs as people type them. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ["**", "^"],
  ["×", "*"],
  ["·", "*"],
  ["÷", "/"],
  ["−", "-"],
]);

function sum(reader: Reader): number {
  reader.depth += 1;
  if (reader.depth > DEPTH_MAX) throw new ExpressionError("too many brackets");
  let value = product(reader);
  for (let sign = reader.take("+", "-"); sign; sign = reader.take("+", "-")) {
    const right = product(reader);
    value = sign === "+" ? value + right : value - right;
  }
  reader.depth -= 1;
  return value;
}

function product(reader: Reader): number {
  let value = signed(reader);
  for (;;) {
    const sign = reader.take("*", "/", "%");
    if (sign === undefined) return value;
    if (sign === "%" && !beginsValue(reader.token)) value /= 100;
    else value = combine(sign, value, signed(reader));
  }
}

function combine(sign: string, left: number, right: number): number {
  if (sign === "*") return left * right;
  if (right === 0) throw new ExpressionError("nothing can be divided by zero");
  return sign === "/" ? left / right : left % right;
}

function signed(reader: Reader): number {
  let negative = false;
  for (let sign = reader.take("+", "-"); sign; sign = reader.take("+", "-")) {
    if (sign === "-") negative = !negative;
  }
  const value = power(reader);
  return negative ? -value : value;
}

function power(reader: Reader): number {
  const left = primary(reader);
  if (reader.take("^") === undefined) return left;
  reader.depth += 1;
  if (reader.depth > DEPTH_MAX) throw new ExpressionError("too many powers");
  const right = signed(reader);
  reader.depth -= 1;
  return left ** right;
}

function primary(reader: Reader): number {
  const { token } = reader;
  if (/^[\d.]/.test(token)) {
    reader.next();
    return Number(token);
  }
  if (reader.take("(") !== undefined) {
    const value = sum(reader);
    reader.expect(")");
    return value;
  }
  if (!/^[a-z]/.test(token)) {
    throw new ExpressionError(
      token === "" ? "a number is missing at the end" : `a number is missing before "${token}"`,
    );
  }
  reader.next();
  const constant = CONSTANTS.get(token);
  return constant ?? callFunction(token, reader);
}

function callFunction(name: string, reader: Reader): number {
  const compute = FUNCTIONS.get(name);
  if (!compute) throw new ExpressionError(`"${name}" is unknown`);
  reader.expect("(");
  const numbers = [sum(reader)];
  while (reader.take(",") !== undefined) numbers.push(sum(reader));
  reader.expect(")");
  if (numbers.length > 1 && !MANY_ARGUMENTS.has(name)) {
    throw new ExpressionError(`${name} takes one number`);
  }
  return compute(...numbers);
}

function beginsValue(token: string): boolean {
  return /^[\d.(a-z]/.test(token);
}
