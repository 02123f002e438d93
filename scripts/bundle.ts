import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Plugin, rolldown } from "rolldown";
import { ROOT } from "./child.ts";

/**
 * What is needed together, in one file each: a file more costs a start about a millisecond, and
 * code that is not needed a little as well.
 */
const GROUPS = [
  { name: "core", test: /\/src\/(kernel|domain)\/|\/src\/config\/((file|rules)\/)?[\w-]+\.ts$/ },
  { name: "config", test: /\/src\/config\/(edit|reload|forms|migrations)\/(?!.*\.lazy)/ },
  { name: "store", test: /\/src\/store\/(?!backup)/ },
];

/**
 * One character beyond Latin-1 makes the runtime keep the whole text of a file with two bytes for
 * each of its characters: some megabytes at rest. Where none of them is written out, a text that
 * says the same takes half. An escape would mean something else behind a backslash.
 */
const asciiOnly: Plugin = {
  name: "ascii-only",
  generateBundle(_options, files) {
    for (const file of Object.values(files)) {
      if (file.type !== "chunk") continue;
      const after = /\\[^\0-\x7f]/u.exec(file.code);
      if (after) throw new Error(`${file.fileName}: "${after[0]}" cannot be written in ASCII`);
      file.code = file.code.replace(/[^\0-\x7f]/g, (unit) => {
        return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
      });
    }
  },
};

/**
 * Writes the bundle into `folder`, which must not exist. `plugins` change what is bundled; the
 * product has none.
 */
export async function bundle(folder: string, plugins: readonly Plugin[] = []): Promise<void> {
  const build = await rolldown({
    input: { zero: join(ROOT, "src/main.ts") },
    cwd: ROOT,
    platform: "node",
    // What a library may load only when it is there is not ours to bundle.
    external: [/^node:/, "bufferutil", "utf-8-validate"],
    treeshake: true,
    plugins: [...plugins, asciiOnly],
    onLog(level, log, defaultHandler) {
      if (level === "warn" && log.code === "UNRESOLVED_IMPORT") throw new Error(log.message);
      if (level !== "warn" || !log.id?.includes("node_modules")) defaultHandler(level, log);
    },
  });
  await build.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    sourcemap: plugins.length === 0,
    // Measured: smaller code starts no sooner, and a stack from a user is worth more when it can be
    // read.
    minify: false,
    comments: { legal: false, annotation: false, jsdoc: false },
    codeSplitting: { groups: GROUPS },
  });
  await build.close();
  const { name, version, license } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8"),
  ) as Record<string, string>;
  const manifest = { name, version, license, private: true, type: "module" };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
