import type { Migration } from "../migrate.ts";
import { spine } from "./0001-spine.ts";
import { doubts } from "./0002-doubts.ts";
import { devices } from "./0003-devices.ts";
import { nodes } from "./0004-nodes.ts";
import { sessionLifetimes } from "./0005-session-lifetimes.ts";
import { control } from "./0006-control.ts";
import { diagnosis } from "./0007-diagnosis.ts";

/**
 * Every version of the schema, in order. A released entry is never edited: a change is a new file.
 * They are modules, not `.sql` files, so that the bundle holds them without a loader.
 */
export const MIGRATIONS: readonly Migration[] = [
  { name: "spine", sql: spine },
  { name: "doubts", sql: doubts },
  { name: "devices", sql: devices },
  { name: "nodes", sql: nodes },
  { name: "session-lifetimes", sql: sessionLifetimes },
  { name: "control", sql: control },
  { name: "diagnosis", sql: diagnosis },
];
