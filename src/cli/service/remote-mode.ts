import type { Configuration } from "../../config/load.ts";
import { askedElsewhere } from "../../config/rules/objections.ts";
import type { InstalledService } from "../../daemon/daemon.ts";
import { CommandError } from "../failures.ts";
import { type Scene, validityOf } from "../scene.ts";
import { serviceConfiguration } from "./service-view.ts";

/** Who is asked instead of a gateway of this machine, in the middle of a sentence. */
export function elsewhereText({ config }: Configuration): string {
  const asked = askedElsewhere(config.gateway.remote);
  return asked === undefined
    ? "gateway.remote.url has to name the one that commands ask"
    : `commands ask ${asked}`;
}

export function isRemote({ config }: Configuration): boolean {
  return config.gateway.mode === "remote";
}

/**
 * Throws `CommandError` where a gateway that starts with this configuration ends at once because
 * it belongs elsewhere: whoever typed the command means that one.
 */
export function assertRunsHere(
  configuration: Configuration,
  { program, paths }: Pick<Scene, "program" | "paths">,
  action: "install" | "start" | "restart",
): void {
  if (!isRemote(configuration)) return;
  const { path } = configuration.file;
  const command = `${program} config set gateway.mode local`;
  const isOwn = path === paths.configPath;
  throw new CommandError(
    `gateway.mode is remote in ${path}, so no gateway runs on this machine; ${elsewhereText(configuration)}.`,
    [
      `Next: type \`${program} gateway ${action}\` on the machine of that gateway.`,
      `Or, to run one here: ${isOwn ? `\`${command}\`` : "set gateway.mode to local there"}, then the same command again.`,
    ],
  );
}

/**
 * As `assertRunsHere`, for an installed service by what it reads itself, and without one by what
 * this command reads. A service whose configuration cannot be used may say why itself.
 */
export function assertStartsHere(
  scene: Scene,
  installed: InstalledService | undefined,
  action: "start" | "restart",
): void {
  if (installed?.programArguments?.includes("--allow-unconfigured")) return;
  const validity = installed ? serviceConfiguration(installed, scene) : validityOf(scene);
  if (validity) assertRunsHere(validity.configuration, scene, action);
}

/** What a service of this machine means while commands ask a gateway elsewhere. */
export function serviceNote(name: string, here: Configuration): string {
  const what = `the service ${name} is installed here though gateway.mode is remote`;
  if (isRemote(here)) return `${what}: it ends with status 78 when it starts`;
  const { path } = here.file;
  return `${what}: it reads ${path}, and no command without --url asks it`;
}
