import { randomUUID } from "node:crypto";
import { parseParams } from "../../argv/json-params.ts";
import { ask } from "../../wire/connection.ts";
import { CommandError, STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { NODE, nodeIdOf } from "../../wire/nodes.ts";

export const summary = "Runs a command on a connected node and prints its answer.";
export const options = {
  node: NODE,
  command: { type: "string", required: true, summary: "The command, such as `canvas.present`." },
  params: { type: "string", value: "json", summary: "Its parameters." },
  invokeTimeout: {
    type: "integer",
    value: "ms",
    max: 2_147_483_647,
    summary: "Longest wait for the node in milliseconds (15000).",
  },
  idempotencyKey: {
    type: "string",
    value: "key",
    summary: "Makes a repetition of the same command count once; made up unless given.",
  },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

const INVOKE_TIMEOUT_MS = 15_000;
/** What the connection waits beyond that, so that the gateway's own answer wins. */
const GRACE_MS = 5_000;
/** A program waits two minutes for a person, and the node makes a plan before; neither counts. */
const APPROVAL_MS = 140_000;
/** The gateway said how it ended. */
const ANSWERED = /^(INVALID_REQUEST|UNAVAILABLE|no node|several nodes)/;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const { command, params, invokeTimeout: timeoutMs = INVOKE_TIMEOUT_MS } = given;
  const parsed = params === undefined ? {} : { params: parseParams(params) };
  const idempotencyKey = given.idempotencyKey ?? randomUUID();
  const isProgram = command === "system.run";
  const leastMs = timeoutMs + GRACE_MS + (isProgram ? APPROVAL_MS : 0);
  const wait = Math.min(Math.max(given.timeout ?? 0, leastMs), 2_147_483_647);
  if (isProgram) {
    io.note(
      `Somebody has to approve it, unless it is allowed: \`${scene.program} approvals pending\``,
    );
  }
  const result = await ask(scene, configurationOf(scene), given, async ({ client }) => {
    const nodeId = await nodeIdOf(client, given.node);
    const request = { nodeId, command, ...parsed, timeoutMs, idempotencyKey };
    return client.request("node.invoke", request, { timeoutMs: wait });
  }).catch((error: unknown) => {
    throw withKey(error, idempotencyKey);
  });
  io.json(given.json ? result : result.payload);
  return STATUS.ok;
}

/** After a lost connection the command may have run or not; the same key tells. */
function withKey(error: unknown, key: string): unknown {
  if (!(error instanceof CommandError) || ANSWERED.test(error.message)) return error;
  const hint = `To ask again without running it twice, add --idempotency-key ${key}`;
  return new CommandError(error.message, [...error.lines, hint], { cause: error.cause });
}
