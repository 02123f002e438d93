import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { ConfigEditor, ConflictError } from "../../src/config/edit/editor.ts";
import type { Edit } from "../../src/config/edit/edits.ts";
import { Environment } from "../../src/config/environment.ts";
import { pathsOf } from "../../src/config/paths.ts";
import { systemClock } from "../../src/kernel/clock.ts";

/** One accepted change: the hash of what it was made on, and of what it made. */
export type Link = readonly [base: string, made: string];

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What a writer changes: a value of its own, which counts up. */
export const editOf = (writer: string, count: number): Edit => {
  return { path: ["agents", "defaults", "models", `${writer}/m`, "alias"], value: `n${count}` };
};

/** A text with the next number of somebody's own comment. */
export function outsideEdit(text: string): string {
  return text.replace(
    /\/\/ outside (\d+)/,
    (_all, count: string) => `// outside ${Number(count) + 1}`,
  );
}

/**
 * As `config set` again and again, in this process. Each change is made on what was read before the
 * lock was asked for, so that most of them come too late and are made again.
 */
async function write(home: string, writer: string, changes: number): Promise<Link[]> {
  const env = Environment.ofProcess({ HOME: home });
  const paths = pathsOf(undefined, env, home);
  const editor = new ConfigEditor({ load: { paths, env }, clock: systemClock });
  const links: Link[] = [];
  while (links.length < changes) {
    const base = hashOf(readFileSync(paths.configPath, "utf8"));
    try {
      const edit = editOf(writer, links.length + 1);
      const { hash } = await editor.edit(() => [edit], { by: "cli", baseHash: base });
      links.push([base, hash]);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
  return links;
}

/** As a careful editor: it looks once more before it replaces what it had read. */
async function editOutside(file: string, everyMs: number, until: () => boolean): Promise<Link[]> {
  const links: Link[] = [];
  while (!until()) {
    await systemClock.sleep(everyMs);
    const before = readFileSync(file, "utf8");
    const after = outsideEdit(before);
    writeFileSync(`${file}.outside`, after, { mode: 0o600 });
    if (readFileSync(file, "utf8") !== before) continue;
    renameSync(`${file}.outside`, file);
    links.push([hashOf(before), hashOf(after)]);
  }
  return links;
}

const [role, place = "", name = "", count = ""] = process.argv.slice(2);
if (role === "writer") process.send?.(await write(place, name, Number(count)));
if (role === "outside") {
  let isOver = false;
  process.once("message", () => (isOver = true));
  process.send?.(await editOutside(place, Number(name), () => isOver));
  process.disconnect?.();
}
