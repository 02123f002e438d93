import { ensureLinger, readLinger } from "../../daemon/linger.ts";
import { openDaemon } from "../../daemon/open.ts";
import { AnswerProblem } from "../../setup/answer.ts";
import type { ServiceSetup } from "../../setup/question.ts";
import { STATUS } from "../failures.ts";
import { printable } from "../io.ts";
import type { Scene } from "../scene.ts";
import { hostOfScene } from "../service/host.ts";
import { runOwn } from "./own-program.ts";

/** The service of this machine's operating system, installed by this program's own command. */
export function serviceOf(scene: Scene, interactive: boolean): ServiceSetup {
  const host = hostOfScene(scene);
  const { tools, user, platform } = host;
  const daemon = openDaemon(host, "user");
  const linger: ServiceSetup["linger"] = {
    command: `sudo loginctl enable-linger ${user}`,
    // Where nobody can say, nobody can change it either.
    isOn: async () => (await readLinger(tools, user)) !== "no",
    turnOn: async () => {
      const { linger: now, message = "" } = await ensureLinger(tools, user, { interactive });
      if (now === "no") throw new AnswerProblem(message);
    },
  };
  return {
    label: daemon.texts.label,
    obstacle: async () => {
      const { runtime } = await daemon.inspect();
      return runtime.status === "unknown" && !runtime.missingUnit ? runtime.detail : undefined;
    },
    install: async () => {
      const { status, stderr, stdout } = await runOwn(scene, ["gateway", "install"]);
      if (status === STATUS.ok) return;
      const why = printable(stderr.trim() || stdout.trim());
      throw new AnswerProblem(`\`${scene.program} gateway install\` failed: ${why}`);
    },
    ...(platform === "linux" ? { linger } : {}),
  };
}
