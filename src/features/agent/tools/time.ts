import type { Clock } from "../../../kernel/clock.ts";
import { defineTool, type Tool, ToolError } from "./tool.ts";

export function timeTool(clock: Pick<Clock, "now">): Tool {
  return defineTool<{ timeZone?: string }>({
    name: "time",
    description: "Tells the current date and time, here or in a given time zone.",
    parameters: {
      type: "object",
      properties: {
        timeZone: {
          type: "string",
          description: "IANA name such as Europe/Lisbon; leave it out for the gateway's own zone.",
          maxLength: 64,
        },
      },
      additionalProperties: false,
    },
    repeatable: true,
    run: ({ timeZone }) => timeIn(clock.now(), timeZone),
  });
}

function timeIn(now: number, wanted: string | undefined): object {
  const format = formatter(wanted);
  return {
    iso: new Date(now).toISOString(),
    local: format.format(now),
    timeZone: format.resolvedOptions().timeZone,
  };
}

function formatter(timeZone: string | undefined): Intl.DateTimeFormat {
  const style = { dateStyle: "full", timeStyle: "long" } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", timeZone ? { ...style, timeZone } : style);
  } catch (error) {
    throw new ToolError(
      `"${timeZone}" is no time zone; use an IANA name such as Europe/Lisbon or UTC`,
      { cause: error },
    );
  }
}
