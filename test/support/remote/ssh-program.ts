import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A stand-in for the program `ssh` that says and does what a test wants. */
export class SshProgram {
  readonly #folder: string;

  /** `script` is shell text. */
  constructor(folder: string, script: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    const note = `env > "${folder}/environment"; echo "$@" > "${folder}/words"; echo $$ > "${folder}/pid"`;
    writeFileSync(join(folder, "ssh"), `#!/bin/sh\n${note}\n${script}\n`, { mode: 0o755 });
  }

  /** A PATH on which it is found first. */
  get path(): string {
    return [this.#folder, process.env["PATH"] ?? "/usr/bin:/bin"].join(delimiter);
  }

  /** With what it was called. */
  get words(): string {
    return readFileSync(join(this.#folder, "words"), "utf8").trim();
  }

  /** The names of the variables it had. */
  get variables(): string[] {
    const text = readFileSync(join(this.#folder, "environment"), "utf8");
    return text.split("\n").flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
  }

  /** Undefined until it was started. */
  get pid(): number | undefined {
    const note = join(this.#folder, "pid");
    const text = existsSync(note) ? readFileSync(note, "utf8").trim() : "";
    return text === "" ? undefined : Number(text);
  }
}
