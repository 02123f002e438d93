import { PORT_MAX } from "../ports/plan.ts";

/** Another machine as `ssh` finds it. */
export interface SshTarget {
  /** `user@host`, or a name of the user's own `ssh` configuration. */
  readonly destination: string;
  readonly port: number | undefined;
}

const TARGET = /^((?:\w[\w.-]*@)?(?:\w[\w.-]*|\[[\da-fA-F:.]+\]))(?::(\d{1,5}))?$/;

/** Reads `user@host[:port]`; undefined for anything else, above all for an option of `ssh`. */
export function sshTargetOf(text: string): SshTarget | undefined {
  const [, destination, port] = TARGET.exec(text) ?? [];
  if (destination === undefined) return undefined;
  if (port === undefined) return { destination, port: undefined };
  const number = Number(port);
  return number >= 1 && number <= PORT_MAX ? { destination, port: number } : undefined;
}

/** What is no target, with how one looks. */
export const noSshTarget = (text: string): string =>
  `"${text}" is no SSH target; it looks like user@host or user@host:22`;
