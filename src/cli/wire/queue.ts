import type { QueueListResult } from "@zero/protocol";
import { ageText } from "../age.ts";
import type { ArgumentSpec } from "../argv/options.ts";
import { type Io, printable } from "../io.ts";

type QueueItem = QueueListResult["items"][number];

export const QUEUE_ID: ArgumentSpec = {
  name: "id",
  summary: "The id, as `zero queue` shows it.",
};

const COLORS: Readonly<Record<QueueItem["state"], Parameters<Io["style"]>[0]>> = {
  queued: "gray",
  running: "green",
  sending: "green",
  uncertain: "yellow",
  failed: "red",
};

/** The queue for people: how much there is, then one line an item. */
export function queueLines({ ts, counts, items }: QueueListResult, io: Io): string[] {
  return [...countLines(counts, items), ...items.map((item) => itemLine(item, ts, io))];
}

/** How much there is of everything, without saying whose it is. */
function countLines(
  counts: QueueListResult["counts"],
  items: readonly Pick<QueueItem, "stuck">[] = [],
): string[] {
  const { messages, turnsQueued, turnsRunning, deliveries, uncertain, failed } = counts;
  const stuck = items.filter((item) => item.stuck).length;
  const lost = `${uncertain} uncertain and ${failed} failed in the last 7 days`;
  return [
    `Turns: ${turnsRunning} running, ${turnsQueued} queued, ${messages} messages waiting`,
    `Deliveries: ${deliveries} on their way; ${lost}`,
    ...(stuck > 0 ? [`Stuck: ${stuck}`] : []),
  ];
}

function itemLine(item: QueueItem, now: number, io: Io): string {
  const { id, kind, state, stuck, since, attempts, reason } = item;
  const facts = [
    placeOf(item),
    ageText(now - since),
    attempts > 1 ? `${attempts} attempts` : undefined,
    reason === undefined ? undefined : printable(reason).replace(/\s+/g, " "),
  ].filter((fact) => fact !== undefined);
  const mark = stuck ? ` ${io.style("red", "stuck")}` : "";
  return `  ${io.style(COLORS[state], state)}${mark} ${kind} ${printable(id)}: ${facts.join(", ")}`;
}

function placeOf({ session, channel, account, conversation }: QueueItem): string {
  if (session !== undefined) return printable(session);
  return printable(`${channel ?? "?"}/${account ?? "?"} ${conversation ?? ""}`.trim());
}
