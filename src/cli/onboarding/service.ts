import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { AnswerProblem } from "../../setup/answer.ts";
import type { ServiceSetup } from "../../setup/question.ts";
import { STATUS } from "../failures.ts";
import { printable } from "../io.ts";
import type { Scene } from "../scene.ts";
import { runOwn, runProgram } from "./own-program.ts";

/** The service of this machine's operating system, through this program's own command. */
export function serviceOf(scene: Scene, isInteractive: boolean): ServiceSetup {
  const isMac = process.platform === "darwin";
  return {
    label: isMac ? "LaunchAgent" : "systemd user service",
    obstacle: () => obstacleOf(scene),
    install: async () => {
      const { status, stderr, stdout } = await runOwn(scene, ["gateway", "install"]);
      if (status === STATUS.ok) return;
      const why = printable(stderr.trim() || stdout.trim());
      throw new AnswerProblem(`\`${scene.program} gateway install\` failed: ${why}`);
    },
    ...(isMac ? {} : { linger: lingerOf(isInteractive) }),
  };
}

async function obstacleOf(scene: Scene): Promise<string | undefined> {
  if (process.platform !== "linux" && process.platform !== "darwin") {
    return "On Windows the gateway runs inside WSL2; run this there.";
  }
  if (process.platform === "linux") {
    const asked = await runProgram("systemctl", ["--user", "show-environment"]);
    if (asked.status !== 0) {
      return "systemd does not run for this user (inside WSL2, switch it on in /etc/wsl.conf).";
    }
  }
  const { status } = await runOwn(scene, ["gateway", "install", "--help"]);
  return status === STATUS.ok ? undefined : "This version of ZERO cannot install a service yet.";
}

/** A user's services end with their last session unless they linger (spec.md 9.4). */
function lingerOf(isInteractive: boolean): ServiceSetup["linger"] {
  const user = userInfo().username;
  const enable = ["enable-linger", user];
  const command = `loginctl ${enable.join(" ")}`;
  return {
    command: `sudo ${command}`,
    isOn: async () => {
      const shown = await runProgram("loginctl", ["show-user", user, "--property=Linger"]);
      if (shown.status === 0) return shown.stdout.trim() === "Linger=yes";
      // Somebody who is not logged in has no entry, and a file all the same.
      return existsSync(`/var/lib/systemd/linger/${user}`);
    },
    turnOn: async () => {
      if ((await runProgram("loginctl", enable)).status === 0) return;
      const asked = isInteractive ? ["loginctl"] : ["-n", "loginctl"];
      const sudo = await runProgram("sudo", [...asked, ...enable], { isShown: isInteractive });
      if (sudo.status === 0) return;
      throw new AnswerProblem(`It could not be switched on; run \`sudo ${command}\` yourself.`);
    },
  };
}
