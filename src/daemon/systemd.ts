import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { makeFolder } from "../config/file/private-folder.ts";
import { DaemonError, stillToRun } from "./daemon-error.ts";
import type {
  Daemon,
  DaemonHost,
  DaemonTexts,
  Inspection,
  InstalledService,
  Runtime,
} from "./daemon.ts";
import type { ServiceDefinition } from "./definition.ts";
import { writeUnit } from "./files/unit.ts";
import { readUnit } from "./files/unit-reader.ts";
import type { Names, Scope, ServiceFolders } from "./names.ts";
import { shownCommand, type ToolResult, whyFailed } from "./tools.ts";

/** Starting waits until the gateway is ready: systemd gives up after 90 s; stopping takes 15. */
const START_WITHIN_MS = 120_000;
const ASK_WITHIN_MS = 5_000;
const SIZE_MAX = 256 * 1024;

/** What the audit looks at beside the command. */
const SETTINGS: readonly (readonly [section: string, key: string])[] = [
  ["Unit", "After"],
  ["Unit", "Wants"],
  ["Service", "Type"],
  ["Service", "Restart"],
  ["Service", "RestartSec"],
  ["Service", "RestartPreventExitStatus"],
  ["Service", "KillMode"],
  ["Service", "TimeoutStopSec"],
  ["Service", "EnvironmentFile"],
  ["Service", "User"],
  ["Install", "WantedBy"],
];

interface Place {
  readonly names: Names;
  readonly folders: ServiceFolders;
  readonly scope: Scope;
}

/** The gateway as a unit of systemd: of its person by default, or of the system. */
export class SystemdDaemon implements Daemon {
  readonly texts: DaemonTexts = {
    label: "systemd",
    loadedText: "enabled",
    notLoadedText: "disabled",
  };
  readonly scope: Scope;
  readonly name: string;
  readonly file: string;
  readonly #host: DaemonHost;

  constructor(host: DaemonHost, { names, folders, scope }: Place) {
    this.#host = host;
    this.scope = scope;
    this.name = names.systemdUnit;
    const folder = scope === "user" ? folders.systemdUser : folders.systemdSystem;
    this.file = join(folder, names.systemdUnit);
  }

  get hints(): readonly string[] {
    const own = this.scope === "user" ? "--user " : "";
    return [
      `Look with: systemctl ${own}status ${this.name}`,
      `Its words: journalctl ${own}-u ${this.name} -n 50`,
    ];
  }

  installed(): InstalledService | undefined {
    const text = textOf(this.file);
    return text === undefined ? undefined : readingOf(text, this.file, this.#host.paths.home);
  }

  async inspect(): Promise<Inspection> {
    const [enabled, shown] = await Promise.all([
      this.#ctl(["is-enabled", this.name], ASK_WITHIN_MS),
      this.#ctl(["show", this.name, "--no-pager", "--property", PROPERTIES], ASK_WITHIN_MS),
    ]);
    const runtime = shown.ok
      ? runtimeOf(shown.stdout)
      : ({ status: "unknown", detail: this.#unavailable(shown) } as const);
    return { loaded: enabled.ok, installed: this.installed(), runtime };
  }

  preview(definition: ServiceDefinition): InstalledService {
    return readingOf(writeUnit(definition), this.file, definition.workingDirectory);
  }

  /** The unit stays where a step fails: the error names those that are still to be run. */
  async install(definition: ServiceDefinition): Promise<void> {
    const text = writeUnit(definition);
    makeFolder(dirname(this.file), 0o777);
    await writeFileAtomic(this.file, text, { mode: 0o644 });
    const steps = [["daemon-reload"], ["enable", this.name], ["restart", this.name]];
    for (const [index, step] of steps.entries()) {
      const result = await this.#ctl(step, START_WITHIN_MS);
      if (result.ok) continue;
      throw this.#failure(result, steps.slice(index), [`Written: ${this.file}`]);
    }
  }

  async uninstall(): Promise<void> {
    const result = await this.#ctl(["disable", "--now", this.name], START_WITHIN_MS);
    if (!result.ok && !isUnknownUnit(result)) {
      throw this.#failure(result, [["disable", "--now", this.name]], [`Then remove ${this.file}`]);
    }
    rmSync(this.file, { force: true });
    // Without its file the unit is gone either way; this only lets systemd know at once.
    await this.#ctl(["daemon-reload"], ASK_WITHIN_MS);
  }

  async restart(): Promise<void> {
    await this.#act(["restart", this.name]);
  }

  async stop(): Promise<void> {
    await this.#act(["stop", this.name]);
  }

  async #act(step: readonly string[]): Promise<void> {
    const result = await this.#ctl(step, START_WITHIN_MS);
    if (!result.ok) throw this.#failure(result, [step]);
  }

  #ctl(args: readonly string[], withinMs: number): Promise<ToolResult> {
    return this.#host.tools.run("systemctl", this.#words(args), { withinMs });
  }

  #words(args: readonly string[]): string[] {
    return this.scope === "user" ? ["--user", ...args] : [...args];
  }

  #unavailable(result: ToolResult): string {
    const what = this.scope === "user" ? "systemctl --user" : "systemctl";
    return `${what} unavailable: ${whyFailed(result)}`;
  }

  #failure(
    result: ToolResult,
    steps: readonly (readonly string[])[],
    remarks: readonly string[] = [],
  ): DaemonError {
    const commands = steps.map((step) => shownCommand("systemctl", this.#words(step)));
    if (isDenied(result) && !isUnreachable(result)) {
      return new DaemonError(
        `systemctl may not do this for you: ${whyFailed(result)}`,
        commands.map((command) => `Next: sudo ${command}`),
      );
    }
    if (result.trouble !== "missing" && !isUnreachable(result)) {
      return new DaemonError(`\`${result.shown}\` failed: ${whyFailed(result)}`, this.hints);
    }
    return new DaemonError(this.#unavailable(result), [
      ...stillToRun(commands),
      ...remarks,
      ...this.#withoutManager(),
    ]);
  }

  /** What a machine needs for it, and what works without. */
  #withoutManager(): string[] {
    const { user, env } = this.#host;
    const program = env.get("ZERO_PROGRAM") ?? "zero";
    return [
      ...(this.scope === "user"
        ? [`On a server: \`sudo loginctl enable-linger ${user}\`, then log in again, not with su.`]
        : []),
      "In WSL2: `[boot] systemd=true` in /etc/wsl.conf, then `wsl --shutdown` from Windows.",
      `Without systemd: run \`${program} gateway\` in a terminal or under another supervisor.`,
    ];
  }
}

const PROPERTIES = "LoadState,ActiveState,SubState,MainPID,ExecMainStatus,ExecMainCode";

/** How the last process ended, as `ExecMainCode` numbers it. */
const REASONS: Readonly<Record<string, string>> = { "1": "exited", "2": "killed", "3": "dumped" };

function runtimeOf(output: string): Runtime {
  const properties = new Map(
    output.split("\n").map((line) => {
      const at = line.indexOf("=");
      return [line.slice(0, at), line.slice(at + 1).trim()] as const;
    }),
  );
  const state = properties.get("ActiveState");
  if (state === undefined) return { status: "unknown", detail: "systemctl said nothing about it" };
  const subState = properties.get("SubState");
  const pid = Number(properties.get("MainPID") ?? 0);
  const reason = REASONS[properties.get("ExecMainCode") ?? ""];
  const status = Number(properties.get("ExecMainStatus") ?? Number.NaN);
  return {
    status: state === "active" || state === "reloading" ? "running" : "stopped",
    state,
    ...(subState ? { subState } : {}),
    ...(pid > 0 ? { pid } : {}),
    ...(reason === undefined || Number.isNaN(status)
      ? {}
      : { lastExitStatus: status, lastExitReason: reason }),
    ...(properties.get("LoadState") === "not-found" ? { missingUnit: true } : {}),
  };
}

/** The text of a service file; undefined when there is none that can be read. */
function textOf(file: string): string | undefined {
  try {
    const text = readFileSync(file, "utf8");
    return text.length > SIZE_MAX ? undefined : text;
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

function readingOf(text: string, sourcePath: string, home: string): InstalledService {
  const unit = readUnit(text, home);
  const { programArguments, workingDirectory, environment } = unit;
  const settings = SETTINGS.flatMap(([section, key]) => {
    const words = unit.list(section, key);
    return words.length === 0 ? [] : [[key, words.join(" ")] as const];
  });
  return {
    sourcePath,
    programArguments,
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
    environment,
    settings: Object.fromEntries(settings),
  };
}

function isUnreachable({ stderr, trouble }: ToolResult): boolean {
  return trouble === "late" || /connect to (the )?bus|not been booted|Host is down/i.test(stderr);
}

function isUnknownUnit({ stderr }: ToolResult): boolean {
  return /does not exist|not loaded|not found|No such file/i.test(stderr);
}

function isDenied({ stderr }: ToolResult): boolean {
  return /authentication required|access denied|permission denied/i.test(stderr);
}

/** Which scope a service of this profile is installed in; undefined: in none. */
export function installedScope(names: Names, folders: ServiceFolders): Scope | undefined {
  if (existsSync(join(folders.systemdUser, names.systemdUnit))) return "user";
  return existsSync(join(folders.systemdSystem, names.systemdUnit)) ? "system" : undefined;
}
