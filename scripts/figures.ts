import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { runChild } from "./child.ts";

/** What one run of a proof found, with everything that is needed to repeat it. */
export interface Figure {
  proof: string;
  figures: string;
  seed: number;
  scale: number;
  commit: string;
  date: string;
}

const HEAD = `# Figures

The last recorded run of each proof: \`npm run proof NAME -- --record\` writes its row. The same
commit, seed and scale repeat it.

| proof | figures | scale | seed | commit | date |
| --- | --- | ---: | ---: | --- | --- |
`;

const rowOf = ({ proof, figures, scale, seed, commit, date }: Figure): string =>
  `| ${proof} | ${figures.replaceAll("|", "\\|")} | ${scale} | ${seed} | ${commit} | ${date} |`;

/** The page with the row of this proof put in place of the one before. Rows are sorted by name. */
export function withFigure(page: string, figure: Figure): string {
  const rows = page
    .split("\n")
    .filter((line) => /^\| [a-z0-9]/.test(line) && !line.startsWith("| proof |"))
    .filter((line) => !line.startsWith(`| ${figure.proof} |`));
  return `${HEAD}${[...rows, rowOf(figure)].toSorted().join("\n")}\n`;
}

export function recordFigure(file: string, figure: Figure): void {
  const page = existsSync(file) ? readFileSync(file, "utf8") : "";
  writeFileSync(file, withFigure(page, figure));
}

/** The commit of the checkout, with a `+` when files differ from it. */
export async function currentCommit(): Promise<string> {
  const head = await runChild("git", ["rev-parse", "--short", "HEAD"]);
  if (head.status !== 0) return "unknown";
  const changes = await runChild("git", ["status", "--porcelain", "--untracked-files=no"]);
  return head.output.trim() + (changes.output.trim() === "" ? "" : "+");
}
