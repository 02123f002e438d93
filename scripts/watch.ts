/**
 * `pnpm gateway:watch [args]`: runs `zero gateway` from the sources and starts it again when
 * TypeScript changes.
 */
import { globSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./child.ts";
import { watchProgram } from "./watcher.ts";

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stop.abort(signal));
}

process.exitCode = await watchProgram({
  command: join(ROOT, "bin/zero"),
  args: process.argv.slice(2),
  folders: globSync(["src", "packages/*/{src,generated}"], { cwd: ROOT }).map((folder) =>
    join(ROOT, folder),
  ),
  stop: stop.signal,
  say: (line) => console.error(`watch: ${line}`),
});
