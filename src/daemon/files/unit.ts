import { assertPath, assertPlain, assertVariable, UnwritableError } from "./plain.ts";

/** What a unit of systemd says about the gateway. */
export interface UnitContent {
  readonly description: string;
  /** The program by its absolute path, and its arguments. */
  readonly programArguments: readonly string[];
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Read by systemd at every start, with what no unit may carry; it may be missing. */
  readonly environmentFile: string;
  /** The program says itself when it is ready and, from then on, that it is alive. */
  readonly notifies: boolean;
  /** The account of a system unit. */
  readonly user?: string | undefined;
}

/** How long a gateway may say nothing before systemd restarts it. */
const WATCHDOG_SEC = 60;
/** A gateway leaves within 10 s by itself. */
const STOP_SEC = 15;
const RESTART_SEC = 5;
/** No usable configuration: starting again would not help (V28). */
const STATUS_OF_NO_RESTART = 78;

/** The text of the unit. Throws `UnwritableError` for what it cannot say. */
export function writeUnit(content: UnitContent): string {
  const { description, user, notifies } = content;
  assertPlain(description, "the description");
  const environment = Object.entries(content.environment).map(([name, value]) => {
    assertVariable(name, value);
    return `Environment=${quoted(specifiersKept(`${name}=${value}`))}`;
  });
  const lines = [
    "[Unit]",
    `Description=${specifiersKept(description)}`,
    "After=network-online.target",
    "Wants=network-online.target",
    "",
    "[Service]",
    ...(notifies ? ["Type=notify", "NotifyAccess=all", `WatchdogSec=${WATCHDOG_SEC}`] : []),
    `ExecStart=${commandLine(content.programArguments)}`,
    "Restart=always",
    `RestartSec=${RESTART_SEC}`,
    `RestartPreventExitStatus=${STATUS_OF_NO_RESTART}`,
    "KillMode=mixed",
    `TimeoutStopSec=${STOP_SEC}`,
    ...(user === undefined ? [] : [`User=${account(user)}`]),
    `WorkingDirectory=${folder(content.workingDirectory)}`,
    ...environment,
    `EnvironmentFile=-${literalGlob(content.environmentFile)}`,
    "",
    "[Install]",
    `WantedBy=${user === undefined ? "default.target" : "multi-user.target"}`,
  ];
  return `${lines.join("\n")}\n`;
}

/**
 * The words of `ExecStart`. With the prefix `:` systemd replaces no variables, so a dollar stays
 * one in the program's path as well, where it could not be doubled.
 */
function commandLine([program = "", ...args]: readonly string[]): string {
  assertPath(program, "the path of the program");
  if (program === "/" || /["'\\]/.test(program)) {
    throw new UnwritableError(
      `systemd starts no program whose path has quotes or backslashes: ${program}`,
    );
  }
  for (const word of args) assertPlain(word, "an argument of the program");
  const hasDollar = [program, ...args].some((word) => word.includes("$"));
  const words = [`${hasDollar ? ":" : ""}${program}`, ...args];
  return words.map((word) => quoted(specifiersKept(word))).join(" ");
}

/** In a unit `%h` is a folder and `%%` a percent sign. */
const specifiersKept = (text: string): string => text.replaceAll("%", "%%");

/** One word, in quotes where it would otherwise be several, none, or the end of the command. */
function quoted(word: string): string {
  const needsQuotes = word === "" || word === ";" || /[\s"'\\]/u.test(word);
  return needsQuotes ? `"${word.replace(/["\\]/g, "\\$&")}"` : word;
}

/** This value is taken as it stands up to the end of the line: there are no quotes. */
function folder(path: string): string {
  assertPath(path, "the working directory");
  assertLineEnd(path, "the working directory");
  return specifiersKept(path);
}

/** systemd looks for files that match: what would be a pattern is written as itself. */
function literalGlob(path: string): string {
  assertPath(path, "the path of the environment file");
  assertLineEnd(path, "the path of the environment file");
  return specifiersKept(path.replace(/[*?[\]\\]/g, "\\$&"));
}

function assertLineEnd(path: string, what: string): void {
  if (!/[\s\\]$/u.test(path)) return;
  throw new UnwritableError(`${what} ends with white space or a backslash: ${path}`);
}

function account(user: string): string {
  if (/^[a-z_][a-z0-9_-]{0,30}\$?$/i.test(user)) return user;
  throw new UnwritableError(`this is no name of an account: ${JSON.stringify(user)}`);
}
