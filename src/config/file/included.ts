import { existsSync } from "node:fs";
import { readText } from "../load.ts";
import { ConfigError } from "../problems.ts";
import { objectOf, parseDocument } from "./document.ts";
import { include } from "./include.ts";

/**
 * The configuration file and every file that it includes, the main one first; none when there is
 * no file. Of a configuration that cannot be read it is what was found on the way, the file that
 * is to blame included.
 */
export function configFiles(path: string): readonly string[] {
  const files: string[] = [];
  const read = (file: string) => {
    if (existsSync(file) && !files.includes(file)) files.push(file);
    const text = readText(file);
    return text === undefined ? objectOf([]) : parseDocument(text, file);
  };
  try {
    include(read(path), path, read);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
  }
  return files;
}
