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
  const [, written, port] = TARGET.exec(text) ?? [];
  if (written === undefined) return undefined;
  // The brackets set the port apart; `ssh` takes them for a part of the name.
  const destination = written.replace(/[[\]]/g, "");
  if (port === undefined) return { destination, port: undefined };
  const number = Number(port);
  return number >= 1 && number <= PORT_MAX ? { destination, port: number } : undefined;
}

/** What is no target, with how one looks; a password that somebody put into it is not repeated. */
export const noSshTarget = (text: string): string =>
  `"${text.replace(/:[^]*@/, ":***@")}" is no SSH target; it looks like user@host or user@host:22`;
