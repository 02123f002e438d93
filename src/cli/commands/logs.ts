import { existsSync } from "node:fs";
import type { LogsTailResult } from "@zero/protocol";
import type { Configuration } from "../../config/load.ts";
import { logFileOf } from "../../config/paths.ts";
import { systemClock } from "../../kernel/clock.ts";
import { logRecordOf, prettyText } from "../../kernel/log-text.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../argv/options.ts";
import { CommandError, STATUS } from "../failures.ts";
import { type Io, printable } from "../io.ts";
import { lenientConfigurationOf, type Scene } from "../scene.ts";
import { ask } from "../wire/connection.ts";
import { entryOf } from "../report/log-records.ts";

export const summary = "Shows the gateway's log, and follows it.";
export const options = {
  follow: { type: "boolean", summary: "Go on with what is written from now on, until Ctrl-C." },
  limit: {
    type: "integer",
    value: "lines",
    min: 1,
    max: 5000,
    summary: "Most lines that are asked for at once (200).",
  },
  maxBytes: {
    type: "integer",
    value: "bytes",
    min: 1,
    max: 1_000_000,
    summary: "Most bytes that are read at once (250000).",
  },
  interval: {
    type: "integer",
    value: "ms",
    min: 50,
    summary: "Pause between two looks with --follow (1000).",
  },
  errors: {
    type: "boolean",
    summary: "Only warnings and errors, which a flood of other records cannot push out.",
  },
  plain: { type: "boolean", summary: "No colours." },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const configuration = lenientConfigurationOf(scene, io);
  const out = given.json ? jsonLines(io) : textLines(given.plain ? io.plain() : io);
  const { limit = 200, maxBytes = 250_000, interval = 1_000, errors } = given;
  const query = { limit, maxBytes, ...(errors ? { errors } : {}) };
  const stopped = given.follow ? io.interrupted() : undefined;
  try {
    await ask(scene, configuration, given, async ({ client }) => {
      let page = await client.request("logs.tail", query);
      out.begin(page);
      for (;;) {
        out.page(page);
        if (stopped === undefined || stopped.aborted) return;
        // What is there already is fetched without a pause.
        const pauseMs = page.lines.length < limit ? interval : 0;
        await systemClock.sleep(pauseMs, stopped).catch(() => undefined);
        if (stopped.aborted) return;
        page = await client.request("logs.tail", { cursor: page.cursor, ...query });
      }
    });
    return STATUS.ok;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    out.failed(error.message);
    throw withFile(error, configuration, scene);
  }
}

/** The gateway's own file is on this machine when the gateway is, also while it does not answer. */
function withFile(error: CommandError, { config }: Configuration, scene: Scene): CommandError {
  if (config.gateway.mode === "remote") return error;
  const file = logFileOf(config, scene.paths);
  const line = existsSync(file)
    ? `Log file: ${file}; read it with \`tail ${file}\`.`
    : `Log file: ${file}, which is not there: no gateway has written a log yet.`;
  const doctor = `\`${scene.program} doctor\` looks for what is wrong with it.`;
  return new CommandError(error.message, [...error.lines, line, doctor], { cause: error });
}

/** How the log is shown. */
interface Printer {
  begin(first: LogsTailResult): void;
  page(page: LogsTailResult): void;
  /** The reason also goes to stderr. */
  failed(reason: string): void;
}

/** One JSON object a line, so that a reader need not wait for the end. */
function jsonLines(io: Io): Printer {
  const put = (entry: object) => io.line(JSON.stringify(entry));
  return {
    begin: ({ file, cursor, size }) => put({ type: "meta", file, cursor, size }),
    page: (page) => {
      for (const message of noticesOf(page)) put({ type: "notice", message });
      for (const raw of page.lines) {
        const record = entryOf(raw);
        put(record ? { type: "log", ...record, raw } : { type: "raw", raw });
      }
    },
    failed: (message) => put({ type: "error", message }),
  };
}

function textLines(io: Io): Printer {
  return {
    begin: ({ file }) => io.note(`Log file: ${printable(file)}`),
    page: (page) => {
      for (const message of noticesOf(page)) io.note(message);
      for (const raw of page.lines) io.line(textOf(raw, io));
    },
    failed: () => undefined,
  };
}

function noticesOf({ reset = false, truncated = false }: LogsTailResult): string[] {
  if (reset && truncated)
    return ["Some lines are left out: more was written than is read at once."];
  return reset ? ["The log file was rotated."] : [];
}

/** As the gateway itself shows it on a terminal. */
function textOf(raw: string, io: Io): string {
  const record = logRecordOf(raw);
  return record ? prettyText(record, (color, text) => io.style(color, text)) : printable(raw);
}
