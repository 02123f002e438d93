import { addressText, viewProfiles } from "../../../config/ports/browser-profiles.ts";
import { portPlan } from "../../../config/ports/plan.ts";
import { JSON_OPTION, type OptionTable, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";

export const summary = "Lists the browser profiles and where their browsers are.";
export const options = { ...JSON_OPTION } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const { config } = configurationOf(scene);
  const profiles = viewProfiles(config.browser.profiles);
  const { browsers } = portPlan(config);
  if (given.json) {
    io.json({ profiles, ...(browsers ? { ports: browsers } : {}) });
    return STATUS.ok;
  }
  if (profiles.length === 0) {
    io.line(`No browser profiles. \`${scene.program} browser create-profile NAME\` makes one.`);
    return STATUS.ok;
  }
  const width = Math.max(...profiles.map(({ name }) => name.length));
  for (const profile of profiles) {
    const { name, color } = profile;
    const words = [
      name.padEnd(width),
      addressText(profile),
      ...(color === undefined ? [] : [color]),
    ];
    io.line(printable(words.join("  ")));
  }
  return STATUS.ok;
}
