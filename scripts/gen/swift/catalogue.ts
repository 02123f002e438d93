import { ERRORS } from "../../../packages/protocol/src/errors.ts";
import {
  CLOSE,
  CLOSE_MEANINGS,
  LIMITS,
  PROTOCOL_VERSION,
} from "../../../packages/protocol/src/limits.ts";
import { answers, doc } from "./emit.ts";
import { caseName, constantName, quoted } from "./names.ts";

/** Error codes, close codes and limits as Swift declarations. */
export function catalogueText(): string[] {
  return [errorsText(), closesText(), limitsText()];
}

function errorsText(): string {
  const entries = Object.entries(ERRORS);
  const cases = entries.map(
    ([code, { meaning }]) =>
      `${doc(meaning, "  ")}  case ${constantName(code)} = ${quoted(code)}\n`,
  );
  const retries = entries.map(
    ([code, { retryable }]) => [constantName(code), String(retryable)] as const,
  );
  return `/// Codes of \`ErrorShape.code\`. One that this version does not know is plain failure.
public enum GatewayErrorCode: String, Codable, Sendable, CaseIterable {
${cases.join("")}
  /// True when the same request may succeed later.
${answers("isRetryable: Bool", retries)}}\n`;
}

function closesText(): string {
  const cases = Object.entries(CLOSE).map(([name, code]) => {
    const { meaning } = CLOSE_MEANINGS[name as keyof typeof CLOSE];
    return `${doc(meaning, "  ")}  case ${caseName(name)} = ${code}\n`;
  });
  return `/// Why a connection ended.
public enum GatewayCloseCode: Int, Sendable, CaseIterable {\n${cases.join("")}}\n`;
}

function limitsText(): string {
  const limits = Object.entries(LIMITS).map(
    ([name, value]) => `  public static let ${name} = ${value}\n`,
  );
  return `/// What both ends hold each other to: milliseconds, bytes, UTF-16 units.
public enum GatewayLimits {
  public static let protocolVersion: Int64 = ${PROTOCOL_VERSION}
${limits.join("")}}\n`;
}
