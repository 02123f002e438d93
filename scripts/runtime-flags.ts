import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./child.ts";

/**
 * The flags that `bin/zero` gives its runtime, read from the launcher itself. Whoever starts the
 * program without the launcher passes the same: V8 takes code from its cache only under the flags
 * that wrote it, and a figure counts only for the process that users run.
 */
export function runtimeFlags(): string[] {
  const launcher = readFileSync(join(ROOT, "bin/zero"), "utf8");
  const given = /^exec "\$node" ([^"]*) "\$main"/m.exec(launcher)?.[1];
  if (given === undefined) throw new Error("bin/zero does not end in a call of the runtime");
  return given.split(/[\s\\]+/);
}
