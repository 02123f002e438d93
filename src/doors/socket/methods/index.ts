import type { AnyHandler } from "../registry.ts";
import { agent } from "./agent.ts";
import { channels } from "./channels.ts";
import { chat } from "./chat.ts";
import { exec } from "./exec.ts";
import { health } from "./health.ts";
import { message } from "./message.ts";
import { models } from "./models.ts";
import { sessions } from "./sessions.ts";
import { system } from "./system.ts";

/** Every method that this door answers. A new group is one line here. */
export const groups: readonly Readonly<Record<string, AnyHandler>>[] = [
  agent,
  channels,
  chat,
  exec,
  health,
  message,
  models,
  sessions,
  system,
];
