import { join } from "node:path";
import { asyncApiFile } from "./gen/asyncapi.ts";
import { configFiles } from "./gen/config.ts";
import { readWire } from "./gen/declarations.ts";
import { configReference } from "./gen/docs-config.ts";
import { wireReference } from "./gen/docs.ts";
import { differences, write, type Output } from "./gen/output.ts";
import { protocolFiles } from "./gen/protocol.ts";
import { readSections } from "./gen/sections.ts";
import { swiftFiles } from "./gen/swift/package.ts";

/** What can be generated on its own: `node scripts/gen.ts protocol`. */
const PARTS: Readonly<Record<string, (root: string) => Promise<Output[]>>> = {
  protocol: async (root) => {
    const wire = await readWire(root);
    return [protocolFiles(wire), wireReference(wire), asyncApiFile(wire)];
  },
  swift: async (root) => [swiftFiles(await readWire(root))],
  config: async (root) => {
    const sections = await readSections(root);
    return [configFiles(sections), configReference(sections)];
  },
};

const USAGE = `usage: node scripts/gen.ts [--check] [${Object.keys(PARTS).join("|")}]...`;

/**
 * Writes everything that follows from the declarations, or with `--check` only says what differs.
 * Returns the exit status: 0, 1 when something differs, 64 for words it does not know.
 */
export async function generate(
  root: string,
  words: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  const names = words.filter((word) => word !== "--check");
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) {
    say(`gen: unknown word ${unknown}\n${USAGE}`);
    return 64;
  }
  const check = names.length < words.length;
  const found: string[] = [];
  for (const [name, part] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    for (const output of await part(root)) {
      found.push(...(await (check ? differences : write)(root, output)));
    }
  }
  for (const line of found) say(check ? `gen: ${line}` : `gen: wrote ${line}`);
  if (check && found.length > 0) say("gen: run `pnpm gen` and commit what it writes");
  return check && found.length > 0 ? 1 : 0;
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  process.exitCode = await generate(root, process.argv.slice(2), (line) => console.log(line));
}
