import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { evaluate, ExpressionError } from "./expression.ts";

const VALUES: readonly (readonly [string, number])[] = [
  ["1 + 2 * 3", 7],
  ["(1 + 2) * 3", 9],
  ["2 ^ 3 ^ 2", 512],
  ["-2 ^ 2", -4],
  ["2 ^ -1", 0.5],
  ["2**10", 1024],
  ["10 % 3", 1],
  ["200 * 15%", 30],
  ["50%", 0.5],
  ["0.1 + 0.2", 0.3],
  ["1e3 / 4", 250],
  [".5 + 5.", 5.5],
  ["3 × 4 ÷ 6 − 1", 1],
  ["sqrt(16) + abs(-2)", 6],
  ["max(1, 2, min(9, 3))", 3],
  ["log(1000) + ln(e)", 4],
  ["round(2 * PI)", 6],
  ["--5", 5],
];

for (const [expression, value] of VALUES) {
  test(`${expression} is ${value}`, () => assert.equal(evaluate(expression), value));
}

const MISTAKES: readonly (readonly [string, RegExp])[] = [
  ["", /a number is missing at the end/],
  ["1 +", /a number is missing at the end/],
  ["1 * / 2", /a number is missing before "\/"/],
  ["(1 + 2", /"\)" is missing/],
  ["1 2", /"2" is not expected there/],
  ["1 / 0", /divided by zero/],
  ["5 % 0", /divided by zero/],
  ["10 ^ 400", /no finite number/],
  ["sqrt(-1)", /no finite number/],
  ["constructor", /"constructor" is unknown/],
  ["sqrt(1, 2)", /takes one number/],
  ["process.exit()", /"\.exit\(\)" is not arithmetic/],
  ["1; 2", /"; 2" is not arithmetic/],
  ["1" + "+1".repeat(300), /at most 500 characters/],
  ["(".repeat(200) + "1" + ")".repeat(200), /too many brackets/],
  ["2^".repeat(200) + "2", /too many powers/],
];

for (const [expression, sentence] of MISTAKES) {
  test(`${expression.slice(0, 20) || "nothing"} has no value, and a sentence says why`, () => {
    assert.throws(
      () => evaluate(expression),
      (error) => error instanceof ExpressionError && sentence.test(error.message),
    );
  });
}

test("any text is a finite number or a sentence, quickly", () => {
  const symbols = fc.string({
    unit: fc.constantFrom(..."0123456789.+-*/^%(), episqrtmaxlog".split("")),
    maxLength: 500,
  });
  fc.assert(
    fc.property(fc.oneof(symbols, fc.string({ maxLength: 600 })), (text) => {
      try {
        assert.ok(Number.isFinite(evaluate(text)));
      } catch (error) {
        assert.ok(error instanceof ExpressionError);
      }
    }),
    { numRuns: 2_000 },
  );
});
