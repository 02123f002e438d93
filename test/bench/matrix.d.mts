import type { ChildProcess } from "node:child_process";
import type { Client, ConnectOptions } from "./lib/rpc.mjs";

export interface BenchTarget {
  name: string;
  dialect: string;
  overrides?: { device?: boolean };
  port: number;
  token?: string;
  cmd: string[];
  env?: Record<string, string>;
  reset?: string[];
  config?: { path: string; json: Record<string, any> };
  settleMs?: number;
  cwd?: string;
}

export interface BenchContext {
  url: string;
  opts: Record<string, unknown>;
  pid: number | null;
  proc(): { rssMb: number; cpuS: number } | null;
  connect(options?: ConnectOptions): Promise<Client>;
}

export interface Started {
  child: ChildProcess;
  ctx: BenchContext;
  start: { portMs: number; helloMs: number; cpuS: number; rssMb: number };
}

export function expand<T>(value: T, env?: Record<string, string | undefined>): T;
export function start(target: BenchTarget, options?: { logDir?: string }): Promise<Started>;
export function stop(started: { child: ChildProcess }): Promise<number>;
