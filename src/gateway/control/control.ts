import type { Services } from "../../doors/socket/services.ts";
import { LogTail } from "../../features/logs/tail.ts";
import type { AssemblyOptions } from "../introduce.ts";
import { configFile } from "./config-file.ts";

/** What clients look at and set beside the conversation. */
type Control = Pick<Services, "config" | "logs">;

/** Makes what is behind the methods of the control plane. */
export function makeControl({ configuration, paths }: AssemblyOptions): Control {
  const { logging } = configuration.config;
  return {
    config: configFile(() => configuration),
    logs: new LogTail(logging.file ?? paths.logFile),
  };
}
