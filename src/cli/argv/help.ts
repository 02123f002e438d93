import { GROUPS, TABLE } from "../table.ts";

const GLOBAL_OPTIONS: readonly (readonly [string, string])[] = [
  ["--dev", "The development profile: own state in ~/.zero-dev, port 19001."],
  ["--profile <name>", "A profile of that name: own state in ~/.zero-<name>."],
  ["--no-color", "No colours."],
  ["-V, --version", "Print the version."],
  ["-h, --help", "Show this; behind a command, its options."],
];

/** `zero --help`, from the table alone. */
export function overview(version: string): string {
  const single = Object.keys(TABLE).filter((words) => !words.includes(" "));
  const rows = [
    ...single.map((words) => [words, TABLE[words]?.summary ?? ""] as const),
    ...Object.entries(GROUPS).map(([word, { summary }]) => [word, summary] as const),
  ];
  return [
    `ZERO ${version}: a gateway for a personal AI assistant.`,
    "",
    "Usage: zero [options] <command> [options]",
    "",
    "Commands:",
    ...columns(rows.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    "",
    "Options, before the command:",
    ...columns(GLOBAL_OPTIONS),
    "",
    'First steps: `zero onboard`, `zero gateway`, and in a second terminal `zero agent --message "hi"`.',
  ].join("\n");
}

/** `zero gateway --help`: the commands of a group. */
export function groupHelp(group: string): string {
  const row = GROUPS[group];
  const members = Object.keys(TABLE).filter((words) => words.startsWith(`${group} `));
  const lines = [
    `Usage: zero ${group} <command> [options]`,
    "",
    row?.summary ?? "",
    "",
    "Commands:",
    ...columns(members.map((words) => [words, TABLE[words]?.summary ?? ""] as const)),
  ];
  if (row?.fallback !== undefined) {
    lines.push("", `\`zero ${group}\` alone is \`zero ${row.fallback}\`.`);
  }
  return [...lines, "", `\`zero <command> --help\` shows a command's options.`].join("\n");
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
