import type { Item, Unit } from "./parse.ts";

/** What one part of a pattern may cost from one place of a text. */
interface Cost {
  /** Steps of the matcher, at most. */
  readonly steps: number;
  /** In how many ways it may be matched: for each, what follows is tried again. */
  readonly ways: number;
}

export interface CostOptions {
  /** Characters of the text. */
  readonly units: number;
  /** Whether no character is matched by both; false where that is not known. */
  readonly areApart: (one: string, other: string) => boolean;
}

/**
 * An upper bound of the steps that a backtracking matcher takes from one place of a text, whatever
 * the text says. Repeats that may share characters with what follows multiply; the last one of a
 * pattern does not, because nothing behind it can fail.
 */
export function stepsOf(branches: readonly (readonly Item[])[], options: CostOptions): number {
  return costOfBranches(branches, true, options).steps;
}

function costOfBranches(
  branches: readonly (readonly Item[])[],
  isLast: boolean,
  options: CostOptions,
): Cost {
  const costs = branches.map((items) => costOfItems(items, isLast, options));
  return {
    steps: costs.reduce((sum, { steps }) => sum + steps, 1),
    ways: costs.reduce((sum, { ways }) => sum + ways, 0),
  };
}

function costOfItems(items: readonly Item[], isLast: boolean, options: CostOptions): Cost {
  return items.reduceRight<Cost>(
    (after, item, at) => {
      const rest = items.slice(at + 1);
      const own = costOfItem(item, { rest, isLast: isLast && rest.length === 0 }, options);
      return { steps: own.steps + own.ways * after.steps, ways: own.ways * after.ways };
    },
    { steps: 1, ways: 1 },
  );
}

function costOfItem(
  { unit, min, max }: Item,
  { rest, isLast }: { rest: readonly Item[]; isLast: boolean },
  options: CostOptions,
): Cost {
  const times = Math.min(max, options.units);
  const isOnce = min === 1 && max === 1;
  const inner = costOfUnit(unit, isLast && isOnce, options);
  if (isOnce) return inner;
  if (isLast) {
    const ways = inner.ways ** (min + 1);
    return { steps: inner.steps * ways * Math.max(times, 1), ways };
  }
  if (unit.kind === "character") {
    const ways = isParted(unit.source, rest, options) ? 1 : times - Math.min(min, times) + 1;
    return { steps: times + 1, ways };
  }
  const all = inner.ways === 1 ? times + 1 : (inner.ways ** (times + 1) - 1) / (inner.ways - 1);
  return { steps: inner.steps * all, ways: all };
}

function costOfUnit(unit: Unit, isLast: boolean, options: CostOptions): Cost {
  if (unit.kind !== "group") return { steps: 1, ways: 1 };
  if (unit.looks === undefined) return costOfBranches(unit.branches, isLast, options);
  // What looks back reads from its end, so that what follows in the text is what comes before.
  const inside = unit.looks === "ahead" ? options : { ...options, areApart: () => false };
  return { steps: costOfBranches(unit.branches, false, inside).steps, ways: 1 };
}

/**
 * Whether a repeat of this character can end in one place only, because what has to follow is
 * another one.
 */
function isParted(source: string, rest: readonly Item[], { areApart }: CostOptions): boolean {
  for (const { unit, min } of rest) {
    if (unit.kind !== "character" || !areApart(source, unit.source)) return false;
    if (min > 0) return true;
  }
  return false;
}
