import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ServiceDefinition } from "../../src/daemon/definition.ts";
import { writeUnit } from "../../src/daemon/files/unit.ts";
import { SystemdSession } from "../support/daemon/systemd-session.ts";
import { Random } from "../support/random.ts";
import { makeCase } from "./hostile.ts";

/** What systemd itself made of the units, and what it did not like. */
export interface RealReading {
  readonly verified: number;
  readonly read: number;
  readonly faults: readonly string[];
  /** Why a part could not be done here. */
  readonly skipped: readonly string[];
}

interface WrittenUnit {
  readonly name: string;
  readonly definition: ServiceDefinition;
  readonly text: string;
}

/** Writes so many hostile units and lets systemd check them, and say back what they mean. */
export async function readWithSystemd(seed: number, count: number): Promise<RealReading> {
  const root = mkdtempSync(join(tmpdir(), "zero-units-"));
  try {
    const units = writeUnits(root, new Random(seed), count);
    const verified = verify(root, units);
    const read = await readBack(root, units);
    return {
      verified: verified.count,
      read: read.count,
      faults: [...verified.faults, ...read.faults],
      skipped: [...verified.skipped, ...read.skipped],
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Units whose programs are there: systemd looks. */
function writeUnits(root: string, random: Random, count: number): WrittenUnit[] {
  const folder = join(root, ".config/systemd/user");
  mkdirSync(folder, { recursive: true });
  const units: WrittenUnit[] = [];
  while (units.length < count) {
    const { definition: drawn, mustRefuseUnit } = makeCase(random);
    const [program = "", ...args] = drawn.programArguments;
    if (mustRefuseUnit || [root, program].join("").length > 200) continue;
    const path = `${root}/p${units.length}${program}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "#!/bin/sh\n", { mode: 0o755 });
    const definition = { ...drawn, programArguments: [path, ...args] };
    const text = writeUnit(definition);
    const name = `hostile-${units.length}.service`;
    writeFileSync(join(folder, name), text);
    units.push({ name, definition, text });
  }
  return units;
}

interface Part {
  readonly count: number;
  readonly faults: readonly string[];
  readonly skipped: readonly string[];
}

function verify(root: string, units: readonly WrittenUnit[]): Part {
  const runtime = join(root, "run");
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  const files = units.map(({ name }) => join(root, ".config/systemd/user", name));
  const { status, stderr, error } = spawnSync(
    "systemd-analyze",
    ["--user", "--man=no", "verify", ...files],
    {
      encoding: "utf8",
      env: { HOME: root, PATH: process.env["PATH"], XDG_RUNTIME_DIR: runtime },
    },
  );
  if (error) return { count: 0, faults: [], skipped: ["systemd-analyze is not installed"] };
  const complaints = stderr
    .trim()
    .split("\n")
    .filter((line) => line !== "");
  const faults = complaints.map((line) => `systemd-analyze: ${line}`);
  if (status !== 0) faults.push(`systemd-analyze left with ${status}`);
  return { count: units.length, faults, skipped: [] };
}

/** The properties as the bus gives them: JSON, without any quoting of systemd's own. */
async function readBack(root: string, units: readonly WrittenUnit[]): Promise<Part> {
  const objection = SystemdSession.objection();
  if (objection !== undefined) {
    return { count: 0, faults: [], skipped: [`no systemd session: ${objection}`] };
  }
  let session: SystemdSession;
  try {
    session = await SystemdSession.start(root);
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown";
    return { count: 0, faults: [], skipped: [`no systemd session: ${why}`] };
  }
  try {
    // systemd is on its own bus only once somebody has asked for that bus.
    const { status, stderr: why } = await session.run("systemctl --user start dbus.service");
    if (status !== 0) return { count: 0, faults: [], skipped: [`no bus for systemd: ${why}`] };
    const faults: string[] = [];
    for (const unit of units) {
      const object = `/org/freedesktop/systemd1/unit/${busName(unit.name)}`;
      const names = "ExecStart Environment WorkingDirectory EnvironmentFiles";
      const { stdout, stderr } = await session.run(
        `timeout 10 busctl --user -j get-property org.freedesktop.systemd1 ${object} org.freedesktop.systemd1.Service ${names}`,
      );
      const fault = faultOf(unit, stdout, stderr);
      if (fault !== undefined) faults.push(fault);
    }
    return { count: units.length, faults, skipped: [] };
  } finally {
    await session.close();
  }
}

function faultOf({ name, definition, text }: WrittenUnit, stdout: string, stderr: string) {
  const lines = stdout.trim().split("\n");
  if (lines.length !== 4) return `${name}: ${stderr}\n${text}`;
  const [exec, environment, folder, files] = lines.map((line) => JSON.parse(line).data);
  const read = { argv: exec[0]?.[1], path: exec[0]?.[0], environment, folder, files };
  const wanted = {
    argv: definition.programArguments,
    path: definition.programArguments[0],
    environment: Object.entries(definition.environment).map(([key, value]) => `${key}=${value}`),
    folder: definition.workingDirectory,
    // systemd names the pattern, with what takes its meaning away.
    files: [[definition.environmentFile.replace(/[*?[\]\\]/g, "\\$&"), true]],
  };
  const [a, b] = [JSON.stringify(read), JSON.stringify(wanted)];
  return a === b ? undefined : `${name}: systemd read ${a}\nnot ${b}\nfrom ${text}`;
}

/** An object path has letters and digits; everything else is its number. */
function busName(name: string): string {
  return name.replace(/[^a-z0-9]/gi, (character) => {
    return `_${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}
