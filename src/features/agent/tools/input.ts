import { isRecord } from "../../../kernel/is-record.ts";
import type { ParameterSchema, PropertySchema } from "../model.ts";

/** Everything that is wrong with a tool's input, in words for the model; empty when it is right. */
export function inputProblems(schema: ParameterSchema, input: unknown): readonly string[] {
  if (!isRecord(input)) return ["the arguments have to be a JSON object"];
  const missing = (schema.required ?? [])
    .filter((name) => input[name] === undefined)
    .map((name) => `"${name}" is missing`);
  const wrong = Object.entries(input).flatMap(([name, value]) => {
    const property = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (!property) return [`"${name.slice(0, 80)}" is unknown`];
    const problem = value === undefined ? undefined : problemOf(property, value);
    return problem === undefined ? [] : [`"${name}" ${problem}`];
  });
  return [...missing, ...wrong];
}

function problemOf(property: PropertySchema, value: unknown): string | undefined {
  const { type, maxLength, minimum, maximum } = property;
  switch (type) {
    case "string":
      if (typeof value !== "string") return "has to be a string";
      if (maxLength !== undefined && value.length > maxLength) {
        return `has to be at most ${maxLength} characters long`;
      }
      return undefined;
    case "boolean":
      return typeof value === "boolean" ? undefined : "has to be true or false";
    case "integer":
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value)) return "has to be a number";
      if (type === "integer" && !Number.isInteger(value)) return "has to be a whole number";
      if (minimum !== undefined && value < minimum) return `has to be at least ${minimum}`;
      if (maximum !== undefined && value > maximum) return `has to be at most ${maximum}`;
      return undefined;
  }
}
