import { inspectDatabase } from "../../store/inspect.ts";
import { lockState } from "../../store/lock.ts";
import { JSON_OPTION, type OptionTable, type Values } from "../argv/options.ts";
import type { Check, Diagnosis, Finding } from "../doctor/check.ts";
import { configuration } from "../doctor/checks/configuration.ts";
import { database } from "../doctor/checks/database.ts";
import { gateway } from "../doctor/checks/gateway.ts";
import { isolation } from "../doctor/checks/isolation.ts";
import { machine } from "../doctor/checks/machine.ts";
import { ports } from "../doctor/checks/ports.ts";
import { service } from "../doctor/checks/service.ts";
import { state } from "../doctor/checks/state.ts";
import { tokens } from "../doctor/checks/tokens.ts";
import { diagnosisOf } from "../doctor/diagnosis.ts";
import { examine, repair } from "../doctor/examine.ts";
import {
  attemptLines,
  closingLine,
  findingLines,
  isHealthy,
  type Report,
  reportJson,
} from "../doctor/report.ts";
import { STATUS } from "../failures.ts";
import type { Io } from "../io.ts";
import { canAsk, confirm } from "../terminal/prompts.ts";
import type { Scene } from "../scene.ts";

export const summary =
  "Finds what is wrong with a gateway's files and surroundings, and repairs it.";
export const options = {
  fix: { type: "boolean", summary: "Repair what can be repaired." },
  repair: { type: "boolean", summary: "The same as --fix." },
  yes: { type: "boolean", summary: "The same, without asking, also in a terminal." },
  force: { type: "boolean", summary: "With it, also what takes something of yours away." },
  nonInteractive: { type: "boolean", summary: "Ask nothing." },
  generateGatewayToken: {
    type: "boolean",
    summary: "Make a token for the gateway where there is none, or a weak one.",
  },
  deep: { type: "boolean", summary: "Read the whole database and ask the networks too." },
  ...JSON_OPTION,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

/** In the order in which they are shown. */
const CHECKS: readonly Check[] = [
  configuration,
  state,
  database(inspectDatabase),
  tokens,
  ports,
  service,
  gateway,
  isolation,
  machine,
];

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const look = () => diagnosisOf(scene, lookOf(given));
  const first = await examine(CHECKS, look());
  if (!given.json) for (const line of findingLines(first, io)) io.line(line);
  const attempts = await repair(first, (finding) => wants(given, finding));
  if (!given.json) for (const line of attemptLines(attempts, io)) io.line(line);
  const remaining = attempts.length > 0 ? await examine(CHECKS, again(look())) : first;
  const report: Report = { examined: first, attempts, remaining };
  if (given.json) io.json(reportJson(report));
  else io.line(closingLine(report, scene.program));
  return isHealthy(report) ? STATUS.ok : STATUS.failed;
}

function lookOf(given: Given) {
  const { deep = false, force = false, generateGatewayToken: wantsToken = false } = given;
  const interactive = !given.json && !given.nonInteractive && canAsk();
  return { deep, force, wantsToken, interactive, lockOf: lockState };
}

/** A token that was made is not made once more. */
function again(diagnosis: Diagnosis): Diagnosis {
  return { ...diagnosis, wantsToken: false };
}

/** Nothing changes unless somebody said so, on the command line or to a question. */
async function wants(given: Given, { what, repair: offered }: Finding): Promise<boolean> {
  if (!offered) return false;
  if (offered.isAskedFor || given.fix || given.repair || given.yes) return true;
  if (!lookOf(given).interactive) return false;
  return confirm(`${what} ${offered.says}?`);
}
