import type { OptionTable, Values } from "../argv/options.ts";
import { CommandError, STATUS, UsageError } from "../failures.ts";
import { type Io, printable } from "../io.ts";
import { runOwn } from "../onboarding/own-program.ts";
import { assertConsent, carryOut, CONSENT_OPTIONS } from "../removal/carry-out.ts";
import { present, stateRemoval, workspaceRemoval } from "../removal/plan.ts";
import { type Scene, validityOf } from "../scene.ts";

export const summary = "Removes the service, the state, the workspace, or all of it.";
export const options = {
  service: { type: "boolean", summary: "The service that keeps the gateway running." },
  state: { type: "boolean", summary: "The state directory with everything in it." },
  workspace: { type: "boolean", summary: "The folder of the agent's own files." },
  app: { type: "boolean", summary: "Says how the program itself is removed." },
  all: { type: "boolean", summary: "All of these." },
  ...CONSENT_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  assertConsent(given);
  const { all = false } = given;
  const { service = all, state = all, workspace = all, app = all } = given;
  if (!service && !state && !workspace && !app) {
    throw new UsageError("name what goes: --service, --state, --workspace, --app or --all");
  }
  const { config } = validityOf(scene).configuration;
  const removals = present([
    ...(state ? stateRemoval(scene.paths.stateDir) : []),
    ...(workspace ? [workspaceRemoval(config.agents.defaults.workspace)] : []),
  ]);
  if (service || state || workspace) {
    const before = { what: "the service of this profile", do: () => removeService(io, scene) };
    const status = await carryOut(io, scene, {
      ...given,
      removals,
      ...(service ? { before } : {}),
    });
    if (status !== STATUS.ok) return status;
  }
  if (app)
    io.line("The program: `npm uninstall --global zero`, or delete the folder it runs from.");
  return STATUS.ok;
}

/** First of all: what it keeps running would write into a state that is gone. */
async function removeService(io: Io, scene: Scene): Promise<void> {
  const { status, stdout, stderr } = await runOwn(scene, ["gateway", "uninstall"]);
  if (status === STATUS.ok) io.line(printable(stdout.trim()) || "Removed the service");
  else if (status === STATUS.usage) io.note("This version of ZERO installs no service.");
  else {
    throw new CommandError(`\`${scene.program} gateway uninstall\` failed; nothing was removed.`, [
      printable(stderr.trim()),
    ]);
  }
}
