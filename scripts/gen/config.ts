import { configKeys } from "./config-keys.ts";
import { completeSchema, fileSchema, hideSecrets } from "./config-shapes.ts";
import { Definitions, without, type JsonSchema } from "./json-schema.ts";
import type { Output } from "./output.ts";
import { declare, GENERATED } from "./typescript.ts";
import { validatorSource } from "./validators.ts";

const FOLDER = "src/config/generated";
const OWN_WORDS = new Set(["env", "reload", "service", "secret", "derived", "agentMayChange"]);
const READERS_WORDS = new Set(["title", "description"]);

/** The files of the configuration, for the joined schema of all sections. */
export function configFiles(root: JsonSchema): Output {
  const files = new Map([
    [`${FOLDER}/sections.ts`, sectionsModule(root)],
    [`${FOLDER}/schema.ts`, schemaModule(root)],
    [`${FOLDER}/validators.js`, validatorSource(new Map([["validateConfig", fileSchema(root)]]))],
    [`${FOLDER}/validators.d.ts`, VALIDATOR_TYPES],
  ]);
  return { files, folders: [FOLDER] };
}

const VALIDATOR_TYPES = `${GENERATED}import type { Validate } from "@zero/protocol";
import type { ConfigFile } from "./sections.ts";

export declare const validateConfig: Validate<ConfigFile>;
`;

/** For editors and forms: in words of JSON Schema alone. */
function schemaModule(root: JsonSchema): string {
  const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", ...fileSchema(root) };
  const json = JSON.stringify(without(schema, OWN_WORDS), null, 2);
  return [
    GENERATED,
    "/** What may stand in the configuration file, as JSON Schema. */\n",
    `export const configSchema: Readonly<Record<string, unknown>> = ${json};\n`,
  ].join("");
}

function sectionsModule(root: JsonSchema): string {
  const keys = JSON.stringify(configKeys(root), null, 2);
  return [
    GENERATED,
    'import type { Secret } from "../../kernel/secret.ts";\n',
    'import type { ConfigKey } from "../define.ts";\n\n',
    "/** Every key, objects before what is in them. */\n",
    `export const sections: readonly ConfigKey[] = ${keys};\n\n`,
    "/** What a person may write: everything with a default may be left out. */\n",
    declare("ConfigFile", without(fileSchema(root), READERS_WORDS)),
    "\n",
    types(
      "Config",
      hideSecrets(completeSchema(root)),
      "The configuration with every default applied.",
    ),
  ].join("");
}

/** The type, and those of everything in it that has a title. */
function types(name: string, schema: JsonSchema, description: string): string {
  const definitions = new Definitions();
  definitions.add(name, { ...schema, description });
  const parts = Object.entries(definitions.sorted);
  return parts.map(([part, inner]) => declare(part, inner)).join("\n");
}
