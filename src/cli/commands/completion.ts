import type { ArgumentSpec, OptionTable } from "../argv/options.ts";
import { argumentOf } from "../argument.ts";
import { bashScript } from "../completion/bash.ts";
import { fishScript } from "../completion/fish.ts";
import { placesOf } from "../completion/words.ts";
import { zshScript } from "../completion/zsh.ts";
import { STATUS, UsageError } from "../failures.ts";
import type { Io } from "../io.ts";
import type { Scene } from "../scene.ts";

export const summary = "Prints a script that completes commands and options in a shell.";
export const options = {} as const satisfies OptionTable;
export const argument: ArgumentSpec = { name: "shell", summary: "One of bash, zsh, fish." };

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

export async function run(io: Io, _given: object, scene: Scene): Promise<number> {
  const shell = argumentOf(scene, argument);
  if (shell !== "bash" && shell !== "zsh" && shell !== "fish") {
    throw new UsageError(
      `there are scripts for ${Object.keys(SCRIPTS).join(", ")}; not for ${shell}`,
    );
  }
  io.write(SCRIPTS[shell](await placesOf(scene.commands)));
  return STATUS.ok;
}
