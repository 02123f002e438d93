import module from "node:module";
import { fileURLToPath } from "node:url";
import { VERSION } from "./version.ts";

const VERSION_FLAGS = ["--version", "-V", "-v"];

/**
 * Answers `--version` with nothing else loaded; anything else goes to the command line proper.
 * `entry` is the URL of the entry file: a bundle keeps its compiled code beside it.
 */
export async function start(argv: readonly string[], entry: string): Promise<void> {
  const [first = ""] = argv;
  if (VERSION_FLAGS.includes(first)) {
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  keepToItself();
  if (entry.endsWith(".js")) {
    // A folder that cannot be written only means that nothing is kept: it never throws.
    const directory = fileURLToPath(new URL("cache", entry));
    // Portable: what the build compiled also fits where the package is installed.
    module.enableCompileCache({ directory, portable: true });
  }
  const { runProcess } = await import("./process.ts");
  await runProcess(argv, VERSION);
}

/** What the runtime would tell others of this process, whatever runs in it. */
function keepToItself(): void {
  // Without a listener the runtime opens its debugger to everybody on this machine (SR3). The
  // gateway adds its own; its option that is meant for this would keep the signal from that one.
  process.on("SIGUSR1", () => undefined);
  // A report that the operator asked for is made to be passed on, and variables hold keys (SR30).
  process.report.excludeEnv = true;
}
