import { spawnSync } from "node:child_process";
import { parseEnv } from "node:util";
import type { ServiceDefinition } from "../../src/daemon/definition.ts";
import { UnwritableError } from "../../src/daemon/files/plain.ts";
import { type PlistDict, writePlist } from "../../src/daemon/files/plist.ts";
import { readPlist } from "../../src/daemon/files/plist-reader.ts";
import { writeUnit } from "../../src/daemon/files/unit.ts";
import { readUnit } from "../../src/daemon/files/unit-reader.ts";
import { lineOf } from "../../src/daemon/secrets.ts";
import { Random } from "../support/random.ts";

/** Pieces that mean something to somebody: to systemd, to XML, to a shell, to a terminal. */
const MEANINGFUL =
  '%% %h %n %i $$ $HOME ${PATH} \\n \\x41 \\\\ \\" ]]> &amp; &#10; <!-- --> </string> <key> [Service]';
const PIECES = [
  ...Array.from("abzAZ09._-+=:;#,@!~^ \"'\\%$&<>|*?[]{}()`/éß日本\u{1f600}"),
  ...MEANINGFUL.split(" "),
  "ExecStartPre=/bin/false",
  // White space and marks of other scripts; some of them are invisible.
  ...Array.from("\u0301\u00a0\u2003\u200b\u202e\ufeff"),
];
/** What no service file may carry. */
const FORBIDDEN = [
  ...Array.from("\n\r\0\t\u001b\u007f\u0085\u009b\ufffe\uffff\ufdd0\u{1fffe}"),
  "\ud800",
  "\udc00",
];

export interface HostileCase {
  readonly definition: ServiceDefinition;
  /** Reckoned here, by rules of its own. */
  readonly mustRefuseUnit: boolean;
  readonly mustRefusePlist: boolean;
}

function textOf(random: Random, piecesMax: number): string {
  let text = "";
  for (let left = random.below(piecesMax + 1); left > 0; left -= 1) text += random.pick(PIECES);
  if (random.chance(0.01)) {
    const at = random.below(text.length + 1);
    text = text.slice(0, at) + random.pick(FORBIDDEN) + text.slice(at);
  }
  return text;
}

function pathOf(random: Random): string {
  const parts = Array.from({ length: 1 + random.below(4) }, () => textOf(random, 6));
  const path = `/${parts.join("/")}`;
  if (random.chance(0.05))
    return random.pick([path.slice(1), `${path}/`, `${path}/../x`, `${path}//x`]);
  // Mostly in its simplest form: otherwise nearly all would be refused for that.
  return path
    .replace(/\/+/g, "/")
    .replace(/\/(\.\.?)(?=\/|$)/g, "/d$1")
    .replace(/(.)\/$/, "$1");
}

/** Mostly without what systemd takes in no program's path, so that the rest is tried as well. */
function programOf(random: Random): string {
  const path = pathOf(random);
  return random.chance(0.9) ? path.replace(/["'\\]/g, "q") : path;
}

export function makeCase(random: Random): HostileCase {
  const names = ["HOME", "PATH", "ZERO_STATE_DIR", "A", "_b2"];
  const environment = Object.fromEntries(names.map((name) => [name, textOf(random, 8)]));
  const definition: ServiceDefinition = {
    description: `ZERO Gateway (${textOf(random, 4)})`,
    programArguments: [programOf(random), "gateway", textOf(random, 6), textOf(random, 6)],
    workingDirectory: pathOf(random),
    environment,
    environmentFile: pathOf(random),
    stdoutPath: pathOf(random),
    stderrPath: pathOf(random),
    notifies: random.chance(0.5),
    user: undefined,
  };
  return { definition, ...judge(definition) };
}

/** Not the writer's own rules: code points are looked at one by one. */
function isPlain(text: string): boolean {
  return Array.from(text).every((character) => {
    const code = character.codePointAt(0) ?? 0;
    const isControl = code < 32 || (code >= 127 && code < 160);
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    const isNothing = (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
    return !isControl && !isHalf && !isNothing;
  });
}

function isSimple(path: string): boolean {
  if (!path.startsWith("/") || (path !== "/" && path.endsWith("/"))) return false;
  return (
    path === "/" ||
    path
      .split("/")
      .slice(1)
      .every((part) => !["", ".", ".."].includes(part))
  );
}

const endsWell = (path: string): boolean => path === path.trimEnd() && !path.endsWith("\\");

function judge(definition: ServiceDefinition) {
  const { description, programArguments, workingDirectory, environment } = definition;
  const { environmentFile, stdoutPath, stderrPath } = definition;
  const [program = ""] = programArguments;
  const said = [description, ...programArguments, workingDirectory, ...Object.values(environment)];
  const inUnit = [...said, environmentFile];
  const inPlist = [...said, stdoutPath, stderrPath];
  const paths = [program, workingDirectory, environmentFile];
  return {
    mustRefuseUnit:
      !inUnit.every(isPlain) ||
      !paths.every(isSimple) ||
      program === "/" ||
      /["'\\]/.test(program) ||
      !endsWell(workingDirectory) ||
      !endsWell(environmentFile),
    mustRefusePlist: !inPlist.every(isPlain),
  };
}

/** Where a definition is read back as something else, or refused without a reason. */
function unitFault({ definition, mustRefuseUnit }: HostileCase): string | undefined {
  const text = attempt(() => writeUnit(definition));
  if (text === undefined) return mustRefuseUnit ? undefined : "refused without a reason";
  if (mustRefuseUnit) return "not refused";
  const unit = readUnit(text, "/never");
  const read = {
    description: unit.description,
    programArguments: unit.programArguments,
    workingDirectory: unit.workingDirectory,
    environment: unit.environment,
    environmentFiles: unit.environmentFiles,
  };
  const { description, programArguments, workingDirectory, environment } = definition;
  const environmentFiles = [definition.environmentFile];
  const wanted = { description, programArguments, workingDirectory, environment, environmentFiles };
  return same(read, wanted, text);
}

/** The property list of a definition; undefined when it is refused. */
function plistOf({ definition }: HostileCase): { text?: string; dict: PlistDict } {
  const { description, programArguments, workingDirectory, environment } = definition;
  const dict = {
    Label: "com.zero.gateway",
    Comment: description,
    RunAtLoad: true,
    ThrottleInterval: 10,
    ProgramArguments: programArguments,
    WorkingDirectory: workingDirectory,
    StandardOutPath: definition.stdoutPath,
    StandardErrorPath: definition.stderrPath,
    EnvironmentVariables: environment,
  };
  const text = attempt(() => writePlist(dict));
  return text === undefined ? { dict } : { text, dict };
}

function plistFault(
  { mustRefusePlist }: HostileCase,
  { text, dict }: ReturnType<typeof plistOf>,
): string | undefined {
  if (text === undefined) return mustRefusePlist ? undefined : "refused without a reason";
  if (mustRefusePlist) return "not refused";
  return same(readPlist(text), dict, text);
}

/** A secret in `service.env`, as Node's own reader of such files sees it. */
function secretFault(value: string): string | undefined {
  const line = attempt(() => lineOf("ZERO_GATEWAY_TOKEN", value));
  const mustRefuse = !isPlain(value) || value.includes("'");
  if (line === undefined) return mustRefuse ? undefined : "refused without a reason";
  if (mustRefuse) return "not refused";
  return same(parseEnv(`${line}\n`), { ZERO_GATEWAY_TOKEN: value }, line);
}

function attempt(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    if (error instanceof UnwritableError) return undefined;
    throw error;
  }
}

function same(read: unknown, wanted: unknown, text: string): string | undefined {
  const [a, b] = [JSON.stringify(sorted(read)), JSON.stringify(sorted(wanted))];
  return a === b ? undefined : `read as ${a}\nnot as ${b}\nfrom ${text}`;
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}

const READER = `import json, plistlib, sys
for line in sys.stdin:
    print(json.dumps(plistlib.loads(json.loads(line).encode("utf-8"))))
`;

/** What Python's own reader makes of these lists; undefined where there is no Python. */
function foreignPlists(texts: readonly string[]): unknown[] | undefined {
  const input = texts.map((text) => JSON.stringify(text)).join("\n");
  const { status, stdout, error } = spawnSync("python3", ["-c", READER], {
    input,
    encoding: "utf8",
    maxBuffer: 1024 ** 3,
    env: { PATH: process.env["PATH"], PYTHONIOENCODING: "utf-8" },
  });
  if (error || status !== 0) return undefined;
  return stdout
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
}

/** Every fault of so many cases from a seed. */
export function findFaults(seed: number, count: number) {
  const random = new Random(seed);
  const tally = { units: 0, refusedUnits: 0, plists: 0, refusedPlists: 0, secrets: 0 };
  const faults: string[] = [];
  let batch: ReturnType<typeof plistOf>[] = [];
  let foreign = 0;
  const readForeign = () => {
    const written = batch.flatMap(({ text, dict }) => (text === undefined ? [] : [{ text, dict }]));
    batch = [];
    const read = foreignPlists(written.map(({ text }) => text));
    if (!read) return;
    foreign += read.length;
    for (const [at, { dict, text }] of written.entries()) {
      const fault = same(read[at], dict, text);
      if (fault !== undefined) faults.push(`Python: ${fault}`);
    }
  };
  for (let index = 0; index < count; index += 1) {
    const hostile = makeCase(random);
    const secret = textOf(random, 8);
    const plist = plistOf(hostile);
    for (const fault of [unitFault(hostile), plistFault(hostile, plist), secretFault(secret)]) {
      if (fault !== undefined) faults.push(`case ${index}: ${fault}`);
    }
    tally.units += hostile.mustRefuseUnit ? 0 : 1;
    tally.refusedUnits += hostile.mustRefuseUnit ? 1 : 0;
    tally.plists += hostile.mustRefusePlist ? 0 : 1;
    tally.refusedPlists += hostile.mustRefusePlist ? 1 : 0;
    tally.secrets += 1;
    batch.push(plist);
    if (batch.length === 5_000) readForeign();
  }
  if (batch.length > 0) readForeign();
  return { ...tally, foreign, faults };
}
