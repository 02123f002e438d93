import type { AnyHandler } from "../registry.ts";
import { agent } from "./agent.ts";
import { channels } from "./channels.ts";
import { chat } from "./chat.ts";
import { devices } from "./devices.ts";
import { config } from "./config.ts";
import { exec } from "./exec.ts";
import { health } from "./health.ts";
import { logs } from "./logs.ts";
import { message } from "./message.ts";
import { models } from "./models.ts";
import { nodes } from "./nodes.ts";
import { sessions } from "./sessions.ts";
import { wizard } from "./setup/wizard.ts";
import { system } from "./system.ts";
import { voice } from "./voice.ts";

/** Every method that this door answers. A new group is one line here. */
export const groups: readonly Readonly<Record<string, AnyHandler>>[] = [
  agent,
  channels,
  chat,
  devices,
  config,
  exec,
  health,
  logs,
  message,
  models,
  nodes,
  sessions,
  system,
  voice,
  wizard,
];
