import { methods, type MethodRecord } from "@zero/protocol";
import { sampleOf } from "../conformance/schema-values.ts";
import { paramsOf } from "../conformance/wire-schema.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { Random } from "../support/random.ts";
import type { Frame } from "../support/wire-client.ts";
import { askedBy, CALLERS, type Caller, QUIET } from "./callers.ts";
import { decorate } from "./identity-fields.ts";
import { PipelinedClient } from "./pipelined-client.ts";
import { expectedRefusal } from "./second-opinion.ts";

/** Requests that wait for their answers at one time. */
const BATCH = 400;
const UNKNOWN_METHODS = ["no.such.method", "toString", "connect"];
const REFUSAL = /^(missing scope|unauthorized role): /;

export interface ClaimsOutcome {
  cases: number;
  /** Refused for role or scope, with and without claims. */
  refused: number;
  /** Let through to the parameters, and stopped there. */
  stopped: number;
  /** Answered without the claims. */
  answered: number;
  /** Decisions that the claims changed, or that were wrong before: has to stay empty. */
  wrong: string[];
}

interface Connected {
  readonly caller: Caller;
  readonly client: PipelinedClient;
}

interface Case extends Connected {
  readonly method: string;
  readonly plain: object;
  readonly claiming: object;
  readonly fields: readonly string[];
}

/**
 * Asks the same twice, once with fields that claim to be somebody, and compares what was decided.
 * The same seed asks the same.
 */
export async function runClaims(seed: number, cases: number): Promise<ClaimsOutcome> {
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local" } },
    args: ["--port", "0"],
  });
  const connected: Connected[] = [];
  const outcome: ClaimsOutcome = { cases: 0, refused: 0, stopped: 0, answered: 0, wrong: [] };
  try {
    for (const [at, caller] of CALLERS.entries()) {
      // A node of a name that is here already would take its place.
      const client = { ...QUIET.client, id: `caller-${at}` };
      const asked = askedBy(caller, { client });
      connected.push({ caller, client: await PipelinedClient.connect(gateway.url, asked) });
    }
    const random = new Random(seed);
    while (outcome.cases < cases && outcome.wrong.length < 20) {
      const batch = Array.from({ length: Math.min(BATCH, cases - outcome.cases) }, () =>
        nextCase(connected, random),
      );
      await Promise.all(batch.map((one) => compare(one, outcome)));
    }
    outcome.wrong.push(...(await stillThemselves(connected)));
    return outcome;
  } finally {
    for (const { client } of connected) client.destroy();
    await gateway.clean();
  }
}

function nextCase(connected: readonly Connected[], random: Random): Case {
  const { caller, client } = random.pick(connected);
  const isKnown = random.chance(0.97);
  const record: MethodRecord = random.pick(methods);
  const method = isKnown ? record.name : random.pick(UNKNOWN_METHODS);
  const right = isKnown ? (sampleOf(paramsOf(method)) as object) : {};
  // Only what reads is carried out; everything else stops at a field that no method knows.
  const isHarmless = record.scope === "read" && random.chance(0.2);
  const plain = { ...right, ...(isHarmless ? {} : { noSuchField: depths(random) }) };
  const { params: claiming, fields } = decorate(plain, random);
  return { caller, client, method, plain, claiming, fields };
}

/** Something with room for claims at several depths. */
function depths(random: Random): unknown {
  let value: unknown = {};
  for (let depth = random.below(10); depth > 0; depth--)
    value = random.chance(0.5) ? [value, {}] : { inner: value, more: {} };
  return value;
}

async function compare(one: Case, outcome: ClaimsOutcome): Promise<void> {
  const { caller, client, method, plain, claiming } = one;
  const [before, after] = await Promise.all([
    client.request(method, plain),
    client.request(method, claiming),
  ]);
  outcome.cases += 1;
  const was = decisionOf(method, before);
  if (REFUSAL.test(was)) outcome.refused += 1;
  else if (before.ok) outcome.answered += 1;
  else outcome.stopped += 1;
  const isDeclared = methods.some(({ name }) => name === method);
  const expected = isDeclared ? expectedRefusal(caller, method) : undefined;
  const isRight = expected === undefined ? !REFUSAL.test(was) : was === expected;
  if (isRight && isSameDecision(one, before, after)) return;
  const who = `${caller.role} ${JSON.stringify(caller.asked.scopes)}`;
  const told = JSON.stringify([before.error, after.error]);
  outcome.wrong.push(`${method} as ${who} ${JSON.stringify(claiming)}: ${told}`);
}

/** What was decided about the caller; what a method then says of the parameters is none of it. */
function decisionOf(method: string, { error }: Frame): string {
  const words = error?.message ?? "";
  return REFUSAL.test(words) || words === `unknown method: ${method}` ? words : "let through";
}

/**
 * The same decision; and where only the claims were wrong about the parameters, the answer names
 * one of them.
 */
function isSameDecision({ method, fields }: Case, before: Frame, after: Frame): boolean {
  if (decisionOf(method, before) !== decisionOf(method, after)) return false;
  if (before.error || after.ok) return before.error?.code === after.error?.code;
  const message = after.error?.message ?? "";
  return fields.some((field) => message.includes(`'${field}'`) || message.includes(`/${field}`));
}

/** After all these claims everybody is still who they were: every method, once more. */
async function stillThemselves(connected: readonly Connected[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const { caller, client } of connected) {
    for (const { name } of methods) {
      const was = decisionOf(name, await client.request(name, { noSuchField: 1 }));
      const expected = expectedRefusal(caller, name) ?? "let through";
      if (was !== expected) wrong.push(`afterwards ${name} as ${caller.role}: ${was}`);
    }
  }
  return wrong;
}
