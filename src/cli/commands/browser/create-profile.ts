import {
  addressText,
  CDP_URL,
  COLOR,
  nameRefusal,
} from "../../../config/ports/browser-profiles.ts";
import { argumentOf } from "../../argument.ts";
import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  type Values,
} from "../../argv/options.ts";
import { createProfile, profileIn } from "../../browser/profile-edits.ts";
import { editorOf, writeConfig } from "../../config-edit.ts";
import { UsageError } from "../../failures.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";

export const summary = "Makes a browser profile, with a port that is free in the configuration.";
export const options = {
  color: { type: "string", value: "#RRGGBB", summary: "Color that its windows are marked with." },
  cdpUrl: {
    type: "string",
    value: "url",
    summary: "Address of a browser elsewhere: http, https, ws or wss.",
  },
  cdpPort: {
    type: "integer",
    value: "port",
    min: 1,
    max: 65_535,
    summary: "This port, instead of the lowest that is free.",
  },
  ...JSON_OPTION,
} as const satisfies OptionTable;
export const argument: ArgumentSpec = {
  name: "name",
  summary: "Its name: a-z, 0-9 and -, at most 64 characters.",
};

type Given = Values<typeof options>;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const name = argumentOf(scene, argument);
  const refusal = nameRefusal(name) ?? optionRefusal(given);
  if (refusal !== undefined) throw new UsageError(refusal);
  const { cdpPort, cdpUrl, color } = given;
  const { paths, env } = scene;
  return writeConfig(io, scene, {
    said: ({ configuration }) => {
      const address = addressText(profileIn(configuration, name) ?? { name });
      return `Made the browser profile ${name}: ${address}`;
    },
    json: given.json,
    more: ({ configuration }) => ({ profile: profileIn(configuration, name) }),
    write: () => {
      const file = { editor: editorOf(scene), load: { paths, env } };
      return createProfile(file, { name, cdpPort, cdpUrl, color });
    },
  });
}

function optionRefusal({ cdpPort, cdpUrl, color }: Given): string | undefined {
  if (cdpPort !== undefined && cdpUrl !== undefined) {
    return "--cdp-port and --cdp-url exclude each other: a browser is at one of them";
  }
  if (color !== undefined && !COLOR.test(color)) {
    return 'the value of --color is written as "#RRGGBB", such as "#FF4500"';
  }
  if (cdpUrl === undefined) return undefined;
  if (CDP_URL.test(cdpUrl) && URL.canParse(cdpUrl)) return undefined;
  return "the value of --cdp-url is no http, https, ws or wss address, such as http://127.0.0.1:9222";
}
