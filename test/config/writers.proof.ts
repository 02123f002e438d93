import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { editText } from "../../src/config/edit/text.ts";
import { parseDocument, valueAt } from "../../src/config/file/document.ts";
import { literalsOf } from "../../src/config/file/literals.ts";
import { eventually, type WireClient } from "../support/wire-client.ts";
import { ConfigWorld } from "./world.ts";
import { editOf, hashOf, type Link } from "./writer.ts";

const EDITS_EACH = 5_000;
const OUTSIDE_EVERY_MS = 200;
const VERSIONS_MAX = 20;
const WRITER = fileURLToPath(new URL("writer.ts", import.meta.url));

export const name = "writers";
export const summary =
  "D-06: 4 writers with 5,000 conditional edits each, two by method and two by command, beside an editor: nobody's accepted change is lost, and every comment stays";
export const ciScale = 0.02;

export async function run({ scale, log }: ProofOptions): Promise<ProofResult> {
  const tasks: (() => unknown)[] = [];
  const world = await ConfigWorld.start({ after: (task) => void tasks.push(task) });
  try {
    world.write(world.text.replace("/* Two bots. */", "/* Two bots. */\n  // outside 0"));
    const start = world.text;
    const edits = Math.ceil(EDITS_EACH * scale);
    const outside = fork(WRITER, ["outside", world.file, `${OUTSIDE_EVERY_MS}`]);
    const clients = [await world.connect(), await world.connect()];
    const accepted = (
      await Promise.all([
        ...["a", "b"].map((id) =>
          answer(fork(WRITER, ["writer", world.gateway.home, id, `${edits}`])),
        ),
        ...clients.map((client, at) => byMethod(world, client, `c${at}`, edits)),
      ])
    ).flat();
    outside.send("over");
    const edited = await answer(outside);
    log(`${accepted.length} accepted, ${edited.length} from outside`);
    const ends = [hashOf(start), hashOf(world.text)] as const;
    const { lost, twice, met } = follow(ends, accepted, edited);
    const counts = ["a", "b", "c0", "c1"].map((id) => {
      const models = valueAt(parseDocument(world.text, ""), "agents.defaults.models");
      return (models as Record<string, { alias: string }>)[`${id}/m`]?.alias === `n${edits}`;
    });
    const comments = commentsOf(world.text).join() === commentsOf(start).join();
    const history = join(dirname(world.file), "config-history");
    // The gateway may still be noticing the editor's last change, and drop an old version for it.
    const kept = await eventually(() => {
      const sizes = readdirSync(history)
        .filter((file) => file.endsWith(".json5"))
        .map((file) => statSync(join(history, file), { throwIfNoEntry: false })?.size);
      return sizes.length <= VERSIONS_MAX && sizes;
    }, `at most ${VERSIONS_MAX} versions`);
    const bytes = kept.reduce<number>((sum, size = 0) => sum + size, 0);
    return {
      ok: lost + twice === 0 && counts.every(Boolean) && comments,
      figures:
        `${accepted.length} accepted changes of 4 writers and ${edited.length} from outside: ${lost} lost, ` +
        `${twice} made on the same text, ${met} met the editor within a rename, comments ${comments ? "as they were" : "CHANGED"}, ` +
        `${kept.length} versions kept in ${Math.round(bytes / 1024)} KiB`,
    };
  } finally {
    for (const task of tasks.toReversed()) await task();
  }
}

/** The whole text with one value changed, sent on the hash of what was read. */
async function byMethod(
  world: ConfigWorld,
  client: WireClient,
  id: string,
  edits: number,
): Promise<Link[]> {
  const links: Link[] = [];
  while (links.length < edits) {
    const text = world.text;
    const raw = editText(text, [editOf(id, links.length + 1)]);
    const baseHash = hashOf(text);
    const { ok, error } = await client.request("config.set", { raw, baseHash });
    if (ok) links.push([baseHash, hashOf(raw)]);
    else if (!/changed since last load/.test(error?.message ?? "")) throw new Error(error?.message);
  }
  return links;
}

/**
 * Goes from the first text to the last along what was changed. A change that is not on that way is
 * lost, unless somebody outside changed the same text in the microseconds between a last look and a
 * rename, which no program can see: of such a pair one is overwritten.
 */
function follow(
  [start, end]: readonly [string, string],
  accepted: readonly Link[],
  edited: readonly Link[],
): { lost: number; twice: number; met: number } {
  const made = new Map<string, string[]>();
  for (const [base, next] of [...accepted, ...edited]) {
    made.set(base, [...(made.get(base) ?? []), next]);
  }
  const way = wayTo(start, end, made);
  const isOutside = new Set(edited.map(([base]) => base));
  const off = [...accepted, ...edited].filter(([base, next]) => {
    return !way.has(next) && !isOutside.has(base);
  });
  const pairs = [...made].filter(([, next]) => next.length > 1).map(([base]) => base);
  const twice = pairs.filter((base) => !isOutside.has(base)).length;
  return { lost: off.length, twice, met: pairs.length - twice };
}

/** Every text between the first and the last, whichever of two that began alike led there. */
function wayTo(start: string, end: string, made: ReadonlyMap<string, string[]>): Set<string> {
  const from = new Map<string, string>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const next of made.get(at) ?? []) {
      if (from.has(next)) continue;
      from.set(next, at);
      open.push(next);
    }
  }
  const way = new Set<string>();
  for (let at: string | undefined = end; at !== undefined && !way.has(at); at = from.get(at)) {
    way.add(at);
  }
  return way;
}

/** Its number is what the editor changes of its own. */
const commentsOf = (text: string): string[] =>
  literalsOf(text).flatMap(({ kind, value }) =>
    kind === "comment" ? [String(value).replace(/outside \d+/, "outside")] : [],
  );

/** What a writer did. Rejects when it ended without a word, or with another status than 0. */
async function answer(child: ChildProcess): Promise<Link[]> {
  const end = once(child, "exit");
  // What it said last comes before this, and its end may be seen before both.
  const silence = once(child, "disconnect").then(() => {
    throw new Error("a writer ended without a word");
  });
  const word = once(child, "message") as Promise<[Link[]]>;
  const [links] = await Promise.race([word, silence]);
  if (child.connected) child.disconnect();
  const [code] = await end;
  if (code !== 0) throw new Error(`a writer left with ${code}`);
  return links;
}
