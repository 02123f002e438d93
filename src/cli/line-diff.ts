export interface DiffLine {
  readonly sign: "-" | "+" | " ";
  readonly line: string;
}

/** Lines that are compared one by one; of more, only those before and behind the change are. */
const COMPARED_MAX = 1_000;
/** Lines that did not change and are shown around those that did. */
const AROUND = 2;

/** What turns one text into another, line by line; nothing when they are equal. */
export function lineDifferences(before: string, after: string): DiffLine[] {
  if (before === after) return [];
  const [left, right] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  const room = Math.min(left.length, right.length) - start;
  while (end < room && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const middle = changed(
    left.slice(start, left.length - end),
    right.slice(start, right.length - end),
  );
  const same = (lines: readonly string[]) => lines.map((line) => ({ sign: " " as const, line }));
  return [
    ...same(left.slice(Math.max(0, start - AROUND), start)),
    ...middle,
    ...same(left.slice(left.length - end, left.length - end + AROUND)),
  ];
}

/** By the longest common sequence of lines. */
function changed(left: readonly string[], right: readonly string[]): DiffLine[] {
  if (left.length > COMPARED_MAX || right.length > COMPARED_MAX) return wholly(left, right);
  const width = right.length + 1;
  const longest = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        left[i] === right[j]
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      lines.push({ sign: " ", line: left[i] ?? "" });
      i += 1;
      j += 1;
    } else if ((longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0)) {
      lines.push({ sign: "-", line: left[i++] ?? "" });
    } else lines.push({ sign: "+", line: right[j++] ?? "" });
  }
  return [...lines, ...wholly(left.slice(i), right.slice(j))];
}

function wholly(left: readonly string[], right: readonly string[]): DiffLine[] {
  return [
    ...left.map((line) => ({ sign: "-" as const, line })),
    ...right.map((line) => ({ sign: "+" as const, line })),
  ];
}
