import { Type } from "typebox";
import { defineConfig } from "../../config/define.ts";

const commands = (description: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 256 }), {
    default: [],
    maxItems: 256,
    reload: "live",
    description,
  });

/** What nodes may be asked to do. */
export const nodes = defineConfig("gateway.nodes", {
  allowCommands: commands("Commands that nodes may run besides those of their platform."),
  denyCommands: commands("Commands that no node may run, whatever its platform."),
});
