/** A process as `lsof -F` prints it. */
export interface LsofProcess {
  readonly pid: number;
  /** Its other fields by their letters: c command, u user's number, L user's name, R parent. */
  readonly fields: ReadonlyMap<string, string>;
  /** Names of what it has open: for a socket its address and port. */
  readonly names: readonly string[];
}

/** One field a line, its first letter saying which; `p` begins a process, `n` is a name. */
export function readLsofFields(output: string): LsofProcess[] {
  const found: { pid: number; fields: Map<string, string>; names: string[] }[] = [];
  for (const line of output.split("\n")) {
    const letter = line.charAt(0);
    const value = line.slice(1);
    if (letter === "p") found.push({ pid: Number(value), fields: new Map(), names: [] });
    else if (letter === "n") found.at(-1)?.names.push(value);
    else found.at(-1)?.fields.set(letter, value);
  }
  return found;
}
