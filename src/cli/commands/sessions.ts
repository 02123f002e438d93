import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { SessionsListResult } from "@zero/protocol";
import { ageText } from "../age.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../argv/options.ts";
import { CommandError, STATUS } from "../failures.ts";
import { type Io, printable } from "../io.ts";
import { configurationOf, type Scene } from "../scene.ts";
import { ask } from "../wire/connection.ts";

export const summary = "Lists the sessions, the most recently used first.";
export const options = {
  active: {
    type: "integer",
    value: "minutes",
    min: 1,
    summary: "Only sessions that were used in the last minutes.",
  },
  store: {
    type: "string",
    value: "path",
    summary: "Fail unless the gateway keeps its sessions in this file.",
  },
  verbose: { type: "boolean", summary: "Also print ids, tokens and settings." },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

type Given = Values<typeof options>;
type Row = SessionsListResult["sessions"][number];

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const configuration = configurationOf(scene);
  const { active } = given;
  const answer = await ask(scene, configuration, given, ({ client }) =>
    client.request("sessions.list", {
      includeGlobal: true,
      includeUnknown: true,
      ...(active === undefined ? {} : { activeMinutes: active }),
    }),
  );
  assertStore(given.store, answer.path);
  const { path, count, sessions, ts } = answer;
  if (given.json) {
    io.json({ path, count, activeMinutes: active ?? null, sessions });
    return STATUS.ok;
  }
  io.line(`Sessions: ${count} (${printable(path)})`);
  for (const row of sessions) {
    io.line(`  ${lineOf(row, ts)}`);
    if (given.verbose) for (const line of detailsOf(row)) io.line(`    ${line}`);
  }
  return STATUS.ok;
}

/** All sessions of a gateway are in its database: another file would be another gateway's. */
function assertStore(wanted: string | undefined, path: string): void {
  if (wanted === undefined || real(wanted) === real(path)) return;
  throw new CommandError(`this gateway keeps its sessions in ${printable(path)}`, [
    "Next: leave --store out, or ask the gateway of that file with --url.",
  ]);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path); // A file on another machine, or none: its name is all there is.
  }
}

function lineOf({ key, kind, label, model, updatedAt, abortedLastRun }: Row, now: number): string {
  const facts = [
    label === undefined ? undefined : `"${printable(label)}"`,
    kind,
    updatedAt === null ? "never used" : `${ageText(now - updatedAt)} ago`,
    model === undefined ? undefined : printable(model),
    abortedLastRun ? "aborted" : undefined,
  ].filter((fact) => fact !== undefined);
  return `${printable(key)}: ${facts.join(", ")}`;
}

function detailsOf(row: Row): string[] {
  const { sessionId = "none", totalTokens = 0, contextTokens } = row;
  const { thinkingLevel, verboseLevel, sendPolicy, lastChannel, lastTo } = row;
  const settings = [
    thinkingLevel && `thinking ${thinkingLevel}`,
    verboseLevel && `verbose ${verboseLevel}`,
    sendPolicy && `send ${sendPolicy}`,
  ].filter((setting) => setting);
  const of = contextTokens ? ` of ${contextTokens}` : "";
  return [
    `id ${printable(sessionId)}, ${totalTokens ?? 0}${of} tokens`,
    ...(settings.length > 0 ? [printable(settings.join(", "))] : []),
    ...(lastChannel ? [`last from ${printable(`${lastChannel} ${lastTo ?? ""}`)}`] : []),
  ];
}
