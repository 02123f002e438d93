/** A page with its title and what it is made of, a blank line apart. */
export function page(title: string, blocks: readonly string[]): string {
  const notice = "<!-- Written by `pnpm gen`; edit the declarations instead. -->";
  return `${[notice, `# ${title}`, ...blocks].join("\n\n")}\n`;
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** A table whose columns are as wide as their widest cell, so that it also reads as plain text. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const safe = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, at) => Math.max(3, ...safe.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (cells[at] ?? "").padEnd(width)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  const [first = [], ...others] = safe;
  return [line(first), rule, ...others.map(line)].join("\n");
}
