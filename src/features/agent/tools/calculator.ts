import { EXPRESSION_LENGTH_MAX, evaluate, ExpressionError } from "./expression.ts";
import { defineTool, type Tool, ToolError } from "./tool.ts";

export function calculatorTool(): Tool {
  return defineTool<{ expression: string }>({
    name: "calculator",
    description:
      "Computes an arithmetic expression: + - * / ^ ( ), % (percent, or remainder between two numbers), pi, e, and sqrt, abs, round, floor, ceil, ln, log, exp, sin, cos, tan, min, max.",
    parameters: {
      type: "object",
      properties: {
        expression: {
          type: "string",
          description: "For example (2 + 3) * 4 or sqrt(2) ^ 2.",
          maxLength: EXPRESSION_LENGTH_MAX,
        },
      },
      required: ["expression"],
      additionalProperties: false,
    },
    repeatable: true,
    run({ expression }) {
      try {
        return { expression, value: evaluate(expression) };
      } catch (error) {
        if (error instanceof ExpressionError) throw new ToolError(error.message, { cause: error });
        throw error;
      }
    },
  });
}
