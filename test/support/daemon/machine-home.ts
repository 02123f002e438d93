import type { TestContext } from "node:test";
import { CliHome } from "../cli-process.ts";
import { StandIns } from "./stand-ins.ts";

/** Ann's number on that machine. */
const UID = 501;

/** The whole program, on a machine that says of itself that it is Ann's, of another system. */
export function machineHome(t: TestContext, platform: "darwin" | "win32") {
  const cli = CliHome.make(t);
  const tools = StandIns.make(cli.home, "launchctl", "systemctl");
  const claim =
    `Object.defineProperty(process, "platform", { value: "${platform}" }); ` +
    `process.getuid = () => ${UID};`;
  const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(claim)}`;
  const zero = (words: string) =>
    cli.run(words.split(" "), { PATH: tools.path, NODE_OPTIONS, USER: "ann" });
  return { cli, tools, zero };
}
