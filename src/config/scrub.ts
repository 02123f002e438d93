import { DECEPTIVE } from "../kernel/log-text.ts";
import { formsOfSecret } from "../kernel/secret.ts";
import { makeHider, type Span, spansOf } from "./patterns/compile.ts";

/**
 * Texts that look like credentials, whoever put them there. Each pattern is linear in the length of
 * the line, and takes no quote and no half of an escape: what is left of a line of JSON is JSON.
 */
const CREDENTIALS = [
  /\b\d{6,12}:[A-Za-z0-9_-]{30,64}/g,
  /\b(?:sk|pk|rk|ghp|gho|ghs|gsk|pplx|npm|xapp|xox[abprs])[-_][A-Za-z0-9_-]{12,200}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,100}/g,
  /\bAIza[A-Za-z0-9_-]{30,50}/g,
  /\b[Bb]earer [A-Za-z0-9._~+/=-]{8,500}/g,
  // Who a URL signs in as, and what it brings along as a key.
  /(?<=:\/\/)[^\s/@"'<>]{1,512}(?=@)/g,
  /(?<=[?&](?:api[-_]?key|access[-_]?token|auth|key|password|secret|sig|signature|token)=)[^&\s"'#<>\\]{1,512}/gi,
  // Variables and flags, as a command line or an environment has them.
  /(?<=(?:KEY|TOKEN|SECRET|PASSWORD)=)[^\s"'`&;<>\\]{8,512}/g,
  /(?<=--(?:api-key|token|password|secret)[ =])(?=\S{0,200}\d)[^\s"'`&;<>\\]{8,512}/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[\w+/=:,\s]|-(?!-)|\\+[nrt]){0,10000}/g,
];

/**
 * Makes the function that a text passes before it is shown: `secrets`, anything that looks like a
 * credential, and characters that deceive the reader are taken out of it (SR30, SR31), and what the
 * owner's `patterns` match, with all of a secret that a match has a part of.
 */
export function makeRedactor(
  secrets: readonly string[],
  patterns: readonly string[] = [],
): (line: string) => string {
  const hide = makeHider(patterns, makeSearcher(secrets));
  const known = formsOf(secrets);
  return (line) => {
    let text = hide(line);
    for (const secret of known) if (text.includes(secret)) text = text.replaceAll(secret, "***");
    for (const pattern of CREDENTIALS) text = text.replace(pattern, "***");
    // Control characters of ASCII are escaped by JSON.
    return text.replace(DECEPTIVE, "");
  };
}

/** Makes the function that finds where the secrets, and what looks like a credential, stand. */
export function makeSearcher(secrets: readonly string[]): (text: string) => readonly Span[] {
  const known = formsOf(secrets);
  return (text) => [
    ...known.flatMap((secret) => placesOf(text, secret)),
    ...CREDENTIALS.flatMap((pattern) => spansOf(text, pattern)),
  ];
}

/** The longest first: one may be a part of another. */
function formsOf(secrets: readonly string[]): string[] {
  const long = secrets.filter((secret) => secret.length >= 8);
  return [...new Set(long.flatMap(formsOfSecret))].toSorted((a, b) => b.length - a.length);
}

function placesOf(text: string, part: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    found.push([at, at + part.length]);
  }
  return found;
}
