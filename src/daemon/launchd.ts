import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
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
import { type PlistDict, writePlist } from "./files/plist.ts";
import { readPlist } from "./files/plist-reader.ts";
import type { Names, ServiceFolders } from "./names.ts";
import { shownCommand, type ToolResult, whyFailed } from "./tools.ts";

const ASK_WITHIN_MS = 5_000;
const ACT_WITHIN_MS = 30_000;
/** `bootout` comes back before the service is gone, and a `bootstrap` meanwhile fails (A22). */
const GONE_WITHIN_MS = 20_000;
const LOOK_AGAIN_MS = 250;
const LOOK_AGAIN_MS_MAX = 2_000;
const BOOTSTRAP_TRIES = 8;
/** EIO, and "operation already in progress": both mean that the old one is still going. */
const STILL_GOING = new Set([5, 36, 37]);

/** How long launchd waits after SIGTERM; a gateway leaves within 10 s by itself. */
const EXIT_TIMEOUT_SEC = 15;
/** Not more often than this is a program started that keeps ending. */
const THROTTLE_SEC = 10;

/** The gateway as an agent of launchd, of the person who is logged in. */
export class LaunchdDaemon implements Daemon {
  readonly texts: DaemonTexts = {
    label: "LaunchAgent",
    loadedText: "loaded",
    notLoadedText: "not loaded",
  };
  readonly scope = "user";
  readonly name: string;
  readonly file: string;
  readonly #host: DaemonHost;
  readonly #domain: string;

  constructor(host: DaemonHost, names: Names, folders: ServiceFolders) {
    this.#host = host;
    this.name = names.launchdLabel;
    this.file = join(folders.launchAgents, `${names.launchdLabel}.plist`);
    this.#domain = `gui/${host.uid ?? 0}`;
  }

  get hints(): readonly string[] {
    const { logFile } = this.#host.paths;
    return [
      `Look with: launchctl print ${this.#target}`,
      `Its words: ${join(dirname(logFile), "gateway.err.log")}`,
    ];
  }

  installed(): InstalledService | undefined {
    return readInstalled(this.file);
  }

  async inspect(): Promise<Inspection> {
    const printed = await this.#ctl(["print", this.#target], ASK_WITHIN_MS);
    return {
      loaded: printed.ok,
      installed: this.installed(),
      runtime: runtimeOf(printed),
    };
  }

  preview(definition: ServiceDefinition): InstalledService {
    const dict = readPlist(writePlist(plistOf(this.name, definition)));
    return readingOf(dict ?? {}, this.file);
  }

  async install(definition: ServiceDefinition): Promise<void> {
    const text = writePlist(plistOf(this.name, definition));
    makeFolder(dirname(definition.stdoutPath));
    makeFolder(dirname(this.file), 0o777);
    await writeFileAtomic(this.file, text, { mode: 0o644 });
    await this.#unload();
    await this.#load();
  }

  async uninstall(): Promise<void> {
    await this.#unload();
    if (!existsSync(this.file)) return;
    const trash = join(this.#host.paths.home, ".Trash");
    if (existsSync(trash)) renameSync(this.file, join(trash, basename(this.file)));
    else rmSync(this.file, { force: true });
  }

  /** Also after `stop`, which takes the service out of launchd but leaves its file. */
  async restart(): Promise<void> {
    const { ok } = await this.#ctl(["print", this.#target], ASK_WITHIN_MS);
    if (!ok) {
      await this.#load();
      return;
    }
    await this.#act(["kickstart", "-k", this.#target]);
  }

  async stop(): Promise<void> {
    const result = await this.#ctl(["bootout", this.#target], ACT_WITHIN_MS);
    if (!result.ok && !isUnknown(result) && result.status !== 36) {
      throw this.#failure(result, [["bootout", this.#target]]);
    }
  }

  get #target(): string {
    return `${this.#domain}/${this.name}`;
  }

  /** Takes it out of launchd, if it is in, and waits until it is gone. */
  async #unload(): Promise<void> {
    const bootout = await this.#ctl(["bootout", this.#domain, this.file], ACT_WITHIN_MS);
    if (bootout.trouble === "missing") {
      throw this.#failure(bootout, [
        ["bootout", this.#domain, this.file],
        ...this.#stepsOfLoading(),
      ]);
    }
    // The older word reaches what an older release loaded.
    await this.#ctl(["unload", this.file], ACT_WITHIN_MS);
    const { clock } = this.#host;
    const endsAt = clock.monotonic() + GONE_WITHIN_MS;
    let delayMs = LOOK_AGAIN_MS;
    while ((await this.#ctl(["print", this.#target], ASK_WITHIN_MS)).ok) {
      if (clock.monotonic() >= endsAt) {
        throw new DaemonError(
          `launchd did not let go of ${this.name} within ${GONE_WITHIN_MS / 1000} s`,
          ["Next: try again; log out and in if it stays.", ...this.hints],
        );
      }
      await clock.sleep(delayMs);
      delayMs = Math.min(delayMs * 2, LOOK_AGAIN_MS_MAX);
    }
  }

  async #load(): Promise<void> {
    const [enable, bootstrap, kickstart] = this.#stepsOfLoading();
    await this.#act(enable, [bootstrap, kickstart]);
    for (let attempt = 1; ; attempt += 1) {
      const result = await this.#ctl(bootstrap, ACT_WITHIN_MS);
      if (result.ok) break;
      const isGoing = result.status !== null && STILL_GOING.has(result.status);
      if (!isGoing || attempt === BOOTSTRAP_TRIES) {
        throw this.#failure(result, [bootstrap, kickstart]);
      }
      await this.#host.clock.sleep(LOOK_AGAIN_MS * attempt);
    }
    await this.#act(kickstart);
  }

  #stepsOfLoading() {
    return [
      ["enable", this.#target],
      ["bootstrap", this.#domain, this.file],
      ["kickstart", "-k", this.#target],
    ] as const;
  }

  async #act(step: readonly string[], later: readonly (readonly string[])[] = []): Promise<void> {
    const result = await this.#ctl(step, ACT_WITHIN_MS);
    if (!result.ok) throw this.#failure(result, [step, ...later]);
  }

  #ctl(args: readonly string[], withinMs: number): Promise<ToolResult> {
    return this.#host.tools.run("launchctl", args, { withinMs });
  }

  #failure(result: ToolResult, steps: readonly (readonly string[])[]): DaemonError {
    const commands = steps.map((step) => shownCommand("launchctl", step));
    const hints =
      result.trouble === "missing"
        ? ["Next: launchctl belongs to macOS; look at the PATH of this terminal."]
        : [
            "A LaunchAgent needs a session: log in at the screen once (not only through ssh).",
            ...this.hints,
          ];
    const what =
      result.trouble === "missing" ? "launchctl unavailable" : `\`${result.shown}\` failed`;
    return new DaemonError(`${what}: ${whyFailed(result)}`, [...stillToRun(commands), ...hints]);
  }
}

function plistOf(label: string, definition: ServiceDefinition): PlistDict {
  return {
    Label: label,
    Comment: definition.description,
    RunAtLoad: true,
    KeepAlive: true,
    ThrottleInterval: THROTTLE_SEC,
    ExitTimeOut: EXIT_TIMEOUT_SEC,
    ProgramArguments: definition.programArguments,
    WorkingDirectory: definition.workingDirectory,
    StandardOutPath: definition.stdoutPath,
    StandardErrorPath: definition.stderrPath,
    EnvironmentVariables: definition.environment,
  };
}

/** What the plist at this place says; undefined when there is none in XML. */
function readInstalled(file: string): InstalledService | undefined {
  try {
    const dict = readPlist(readFileSync(file, "utf8"));
    return readingOf(dict ?? {}, file);
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

const SETTINGS = ["RunAtLoad", "KeepAlive", "ThrottleInterval", "ExitTimeOut"];

function readingOf(dict: PlistDict, sourcePath: string): InstalledService {
  const words = dict["ProgramArguments"];
  const folder = dict["WorkingDirectory"];
  const variables = dict["EnvironmentVariables"];
  const settings = SETTINGS.flatMap((key) => {
    const value = dict[key];
    return value === undefined ? [] : [[key, textOf(value)] as const];
  });
  return {
    sourcePath,
    programArguments: Array.isArray(words) && words.length > 0 ? words.map(textOf) : undefined,
    ...(typeof folder === "string" ? { workingDirectory: folder } : {}),
    environment:
      typeof variables === "object" && !Array.isArray(variables)
        ? Object.fromEntries(Object.entries(variables).map(([k, v]) => [k, textOf(v)]))
        : {},
    settings: Object.fromEntries(settings),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function runtimeOf(printed: ToolResult): Runtime {
  if (!printed.ok) {
    if (isUnknown(printed)) return { status: "stopped", missingUnit: true };
    return { status: "unknown", detail: `launchctl unavailable: ${whyFailed(printed)}` };
  }
  // The service's own lines are indented once; those of its parts twice.
  const line = (name: string) =>
    printed.stdout
      .split("\n")
      .map((text) => /^\t?([a-z ]+) = (.*)$/.exec(text.trimEnd()))
      .find((match) => match?.[1] === name)?.[2];
  const state = line("state");
  const pid = Number(line("pid") ?? 0);
  const status = Number.parseInt(line("last exit code") ?? "", 10);
  const reason = line("last exit reason") ?? line("last terminating signal");
  return {
    status:
      state === "running" || pid > 0 ? "running" : state === undefined ? "unknown" : "stopped",
    ...(state === undefined ? {} : { state }),
    ...(pid > 0 ? { pid } : {}),
    ...(Number.isNaN(status) ? {} : { lastExitStatus: status }),
    ...(reason === undefined ? {} : { lastExitReason: reason }),
  };
}

/** launchd has no service of that name. */
function isUnknown({ status, stderr }: ToolResult): boolean {
  return status === 3 || status === 113 || /could not find|no such process/i.test(stderr);
}
