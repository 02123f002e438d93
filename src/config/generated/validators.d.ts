// Written by `pnpm gen`; edit the declarations instead.
import type { Validate } from "@zero/protocol";
import type { ConfigFile } from "./sections.ts";

export declare const validateConfig: Validate<ConfigFile>;
