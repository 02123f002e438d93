import { badRequest } from "./answer.ts";

/**
 * Parameters of a call, whatever way they came: JSON keeps its types, forms and queries are text.
 */
export type Params = Readonly<Record<string, unknown>>;

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Reads the ways of sending parameters that the Bot API knows. Throws `Refusal` when it is none of
 * them.
 */
export function parseParams(contentType: string, body: Buffer, query: URLSearchParams): Params {
  const fromQuery = Object.fromEntries(query);
  if (body.length === 0) return fromQuery;
  const [kind = "", ...options] = contentType.split(";").map((part) => part.trim());
  switch (kind.toLowerCase()) {
    case "application/json":
      return { ...fromQuery, ...parseJson(body.toString("utf8")) };
    case "application/x-www-form-urlencoded":
      return { ...fromQuery, ...Object.fromEntries(new URLSearchParams(body.toString("utf8"))) };
    case "multipart/form-data":
      return { ...fromQuery, ...parseMultipart(body.toString("utf8"), options) };
    default:
      throw badRequest("unsupported content type");
  }
}

function parseJson(text: string): Params {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badRequest("can't parse JSON object");
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Params;
  throw badRequest("object expected as JSON");
}

function parseMultipart(text: string, options: readonly string[]): Params {
  const boundary = options.find((option) => option.startsWith("boundary="))?.slice(9);
  if (!boundary) throw badRequest("boundary boundary not found");
  const parts = text.split(`--${boundary}`).slice(1, -1);
  return Object.fromEntries(
    parts.map((part) => {
      const [head = "", ...rest] = part.replace(/^\r\n|\r\n$/g, "").split("\r\n\r\n");
      const name = /;\s*name="([^"]*)"/i.exec(head)?.[1];
      if (name === undefined) throw badRequest("field name not found");
      return [name, rest.join("\r\n\r\n")];
    }),
  );
}

/**
 * Refuses parameters that the method does not have: the real server ignores a typing error, this
 * one shows it.
 */
export function only(params: Params, names: readonly string[]): void {
  const unknown = Object.keys(params).find((name) => !names.includes(name));
  if (unknown !== undefined) throw badRequest(`the simulator knows no parameter "${unknown}" here`);
}

export function integer(params: Params, name: string): number | undefined {
  const value = params[name];
  if (value === undefined || value === "") return undefined;
  const number = typeof value === "string" ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number)) return number;
  throw badRequest(`field "${name}" must be a Number`);
}

/** A text as it was sent. Half characters are refused, as the real server does. */
export function text(params: Params, name: string): string | undefined {
  const value = params[name];
  if (value === undefined) return undefined;
  if (typeof value !== "string") throw badRequest(`field "${name}" must be of type String`);
  if (LONE_SURROGATE.test(value)) throw badRequest("strings must be encoded in UTF-8");
  return value;
}

export function flag(params: Params, name: string): boolean {
  const value = params[name];
  return value === true || value === "true" || value === "True" || value === "1";
}

/** A value that forms carry as JSON text. */
export function nested(params: Params, name: string): unknown {
  const value = params[name];
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badRequest(`can't parse ${name} JSON object`);
  }
}
