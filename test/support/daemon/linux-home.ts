import { readFileSync } from "node:fs";
import type { TestContext } from "node:test";
import { CliHome } from "../cli-process.ts";
import { type Program, StandIns } from "./stand-ins.ts";

const SYSTEM: readonly Program[] = ["systemctl", "loginctl", "sudo", "journalctl"];
const UNIT = "zero-gateway.service";

/** A person on a Linux machine whose supervisor is a stand-in. */
export function linuxHome(t: TestContext, programs: readonly Program[] = SYSTEM) {
  const cli = CliHome.make(t);
  const tools = StandIns.make(cli.home, ...programs);
  const zero = (words: string, env: Readonly<Record<string, string>> = {}) =>
    cli.run(words.split(" "), { PATH: tools.path, USER: "ann", ...env });
  /** The lines of an installed unit. */
  const unit = (name = UNIT) =>
    readFileSync(cli.path(".config/systemd/user", name), "utf8").trimEnd().split("\n");
  return { cli, tools, zero, unit };
}

/** The words of a JSON answer, whatever its status. */
export async function answerOf(run: Promise<{ stdout: string; status: number | null }>) {
  const { stdout, status } = await run;
  return { ...JSON.parse(stdout), status };
}
