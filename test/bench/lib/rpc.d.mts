import type { Dialect } from "./dialects.mjs";
import type { Wire } from "./wire.mjs";

export interface Target {
  host: string;
  port: number;
  path: string;
}

export function parseTarget(url: string): Target;

export interface BenchDevice {
  id: string;
}

/** A device identity that nobody has seen before. */
export function makeDevice(): BenchDevice;

export interface ConnectOptions {
  token?: string;
  dialect?: Dialect;
  /** Connect as a kind of client that presence does not list. */
  quiet?: boolean;
  instanceId?: string;
  /** Whose identity to prove, where the dialect wants one. */
  device?: BenchDevice;
  timeoutMs?: number;
}

export class Client {
  static connect(target: Target, options?: ConnectOptions): Promise<Client>;
  readonly wire: Wire;
  readonly hello: Record<string, unknown>;
  onEvent: ((name: string, frame: Buffer) => void) | null;
  request(method: string, params: object, options?: { onAccepted?(payload: object): void }): Promise<any>;
  light(method: string, paramsJson: string, done: (frame: Buffer | Error) => void): void;
  close(): void;
  destroy(): void;
}
