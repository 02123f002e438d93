import { join } from "node:path";
import { ClosedError } from "@zero/client";
import type { QueueListResult } from "@zero/protocol";
import { DATABASE_FILE } from "../../../config/state-files.ts";
import type { Configuration } from "../../../config/load.ts";
import { systemClock } from "../../../kernel/clock.ts";
import { hasCode } from "../../../kernel/errors.ts";
import { countQueue, readQueue } from "../../../store/queue.ts";
import { openForReading } from "../../../store/reading.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { CommandError, STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { ask } from "../../wire/connection.ts";
import { queueLines } from "../../wire/queue.ts";

export const summary = "Shows what is queued, running, stuck, uncertain or failed.";
export const options = {
  limit: {
    type: "integer",
    value: "items",
    min: 1,
    max: 1000,
    summary: "Most items of each kind (200).",
  },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

/** Where the list came from: a gateway that runs, or the file of one that does not. */
interface Found {
  readonly source: "gateway" | "file" | "nothing";
  readonly queue: QueueListResult;
}

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const configuration = configurationOf(scene);
  const { source, queue } = await find(given, configuration, scene);
  if (given.json) {
    io.json({ source, ...queue });
    return STATUS.ok;
  }
  if (source !== "gateway") io.note(noteOf(source, scene));
  for (const line of queueLines(queue, io)) io.line(line);
  return STATUS.ok;
}

function noteOf(source: "file" | "nothing", { program, paths }: Scene): string {
  const down = `No gateway runs (start one with \`${program} gateway\`)`;
  return source === "nothing"
    ? `${down}, and none has run in ${paths.stateDir} yet.`
    : `${down}; this is what waits on disk for its next start.`;
}

async function find(given: Given, configuration: Configuration, scene: Scene): Promise<Found> {
  const { limit = 200 } = given;
  try {
    const queue = await ask(scene, configuration, given, ({ client }) =>
      client.request("queue.list", { limit }),
    );
    return { source: "gateway", queue };
  } catch (error) {
    if (!isDown(error) || !isOwn(given, configuration)) throw error;
    return readFile(scene, limit);
  }
}

/** Nothing listens there. Any other trouble is not answered with a file. */
function isDown(error: unknown): boolean {
  const closed = error instanceof CommandError ? error.cause : undefined;
  const cause = closed instanceof ClosedError ? closed.cause : undefined;
  return hasCode(cause, "ECONNREFUSED");
}

/** The gateway that was asked is the one whose file lies here. */
const isOwn = ({ url }: Given, { config }: Configuration): boolean =>
  url === undefined && config.gateway.mode !== "remote";

async function readFile({ paths }: Scene, limit: number): Promise<Found> {
  const now = systemClock.now();
  const reading = openForReading(join(paths.stateDir, DATABASE_FILE));
  if (!reading) return { source: "nothing", queue: { ts: now, counts: NOTHING, items: [] } };
  try {
    const items = await readQueue(reading, { limit, now, live: false });
    const { turnsQueued, turnsRunning, ...counts } = await countQueue(reading);
    const queued = turnsQueued + turnsRunning;
    return {
      source: "file",
      queue: {
        ts: now,
        counts: { ...counts, turnsQueued: queued, turnsRunning: 0 },
        items: [...items],
      },
    };
  } finally {
    reading.close();
  }
}

const NOTHING = {
  messages: 0,
  turnsQueued: 0,
  turnsRunning: 0,
  deliveries: 0,
  uncertain: 0,
  failed: 0,
};
