import { assertPlain } from "./plain.ts";

/** What a property list can hold, as far as it is written here. */
export type PlistValue = string | number | boolean | readonly PlistValue[] | PlistDict;

export interface PlistDict {
  readonly [key: string]: PlistValue;
}

const HEAD = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
  '<plist version="1.0">',
];

/** The XML of a property list. Throws `UnwritableError` for a text that it cannot say. */
export function writePlist(dict: PlistDict): string {
  return `${[...HEAD, ...linesOf(dict, ""), "</plist>"].join("\n")}\n`;
}

function linesOf(value: PlistValue, indent: string): string[] {
  if (typeof value === "boolean") return [`${indent}<${value ? "true" : "false"}/>`];
  if (typeof value === "number") return [`${indent}<integer>${Math.trunc(value)}</integer>`];
  if (typeof value === "string") return [`${indent}<string>${escaped(value)}</string>`];
  const inner = `${indent}  `;
  if (isList(value)) {
    const items = value.flatMap((item) => linesOf(item, inner));
    return [`${indent}<array>`, ...items, `${indent}</array>`];
  }
  const members = Object.entries(value).flatMap(([key, member]) => {
    return [`${inner}<key>${escaped(key)}</key>`, ...linesOf(member, inner)];
  });
  return [`${indent}<dict>`, ...members, `${indent}</dict>`];
}

const isList = (value: PlistValue): value is readonly PlistValue[] => Array.isArray(value);

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escaped(text: string): string {
  assertPlain(text, "a text of the property list");
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}
