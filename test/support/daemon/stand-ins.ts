import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Programs of an operating system that are not there, by name: shell scripts in a folder for the
 * `PATH`. Each writes down how it was called, keeps what it was told in files, and knows just the
 * words of the real one that ZERO may use: anything else fails as it would there.
 */
export class StandIns {
  /** To be put in front of the `PATH`. */
  readonly folder: string;
  readonly #state: string;

  private constructor(root: string) {
    this.folder = join(root, "stand-ins");
    this.#state = join(root, "stand-ins.state");
    for (const folder of [this.folder, this.#state]) mkdirSync(folder, { recursive: true });
  }

  /** `root` is a folder that goes with the test. */
  static make(root: string, ...programs: readonly Program[]): StandIns {
    const made = new StandIns(root);
    for (const program of programs) made.#write(program);
    return made;
  }

  get path(): string {
    return `${this.folder}:/usr/bin:/bin`;
  }

  /** Every call so far, one string each, and begins anew. */
  calls(): string[] {
    const file = join(this.#state, "calls");
    const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
    rmSync(file, { force: true });
    return lines.filter((line) => line !== "");
  }

  /** From now on this program fails on this word, with these words and this status. */
  fail(program: Program, word: string, { status = 1, says = "", times = 99 } = {}): void {
    const text = [status, times, says].join("\n");
    writeFileSync(join(this.#state, `fail-${program}-${word}`), text);
  }

  mend(program: Program, word: string): void {
    rmSync(join(this.#state, `fail-${program}-${word}`), { force: true });
  }

  /** Something that a script looks at, such as `linger-ann`. */
  set(name: string, text = ""): void {
    writeFileSync(join(this.#state, name), text);
  }

  has(name: string): boolean {
    return existsSync(join(this.#state, name));
  }

  #write(program: Program): void {
    const file = join(this.folder, program);
    writeFileSync(file, `${HEAD.replace("@STATE@", this.#state)}${SCRIPTS[program]}`);
    chmodSync(file, 0o755);
  }
}

export type Program = keyof typeof SCRIPTS;

/** Notes the call and plays the failures that a test asked for. */
const HEAD = `#!/bin/sh
S='@STATE@'
me=\${0##*/}
line=$me
for word in "$@"; do line="$line $word"; done
printf '%s\\n' "$line" >>"$S/calls"
play() {
  f=$S/fail-$me-$1
  [ -f "$f" ] || return 0
  { read -r status; read -r times; } <"$f"
  [ "$times" -gt 0 ] || return 0
  says=$(tail -n +3 "$f")
  printf '%s\\n%s\\n%s' "$status" "$((times - 1))" "$says" >"$f"
  printf '%s\\n' "$says" >&2
  exit "$status"
}
`;

const SYSTEMCTL = `
folder=/etc/systemd/system
scope=system
if [ "$1" = --user ]; then scope=user; folder=$HOME/.config/systemd/user; shift; fi
verb=$1
shift
play "$verb"
known() { [ -f "$S/$scope-$1" ]; }
case $verb in
daemon-reload)
  [ $# = 0 ] || exit 2
  rm -f "$S/$scope-"*.service
  for unit in "$folder"/*.service; do [ ! -f "$unit" ] || cp "$unit" "$S/$scope-\${unit##*/}"; done
  ;;
is-enabled)
  [ $# = 1 ] || exit 2
  known "$1" || { echo "Failed to get unit file state for $1: No such file or directory" >&2; exit 1; }
  if [ -f "$S/enabled-$scope-$1" ]; then echo enabled; else echo disabled; exit 1; fi
  ;;
enable)
  [ $# = 1 ] || exit 2
  known "$1" || { echo "Failed to enable unit: Unit file $1 does not exist." >&2; exit 1; }
  touch "$S/enabled-$scope-$1"
  ;;
restart)
  [ $# = 1 ] || exit 2
  known "$1" || { echo "Failed to restart $1: Unit $1 not found." >&2; exit 5; }
  echo 4242 >"$S/active-$scope-$1"
  ;;
stop)
  [ $# = 1 ] || exit 2
  known "$1" || { echo "Failed to stop $1: Unit $1 not loaded." >&2; exit 5; }
  rm -f "$S/active-$scope-$1"
  ;;
disable)
  { [ $# = 2 ] && [ "$1" = --now ]; } || exit 2
  known "$2" || { echo "Failed to disable unit: Unit file $2 does not exist." >&2; exit 1; }
  rm -f "$S/active-$scope-$2" "$S/enabled-$scope-$2"
  ;;
show)
  { [ "$2" = --no-pager ] && [ "$3" = --property ]; } || exit 2
  if [ -f "$S/show" ]; then cat "$S/show"; exit 0; fi
  if ! known "$1"; then load=not-found; else load=loaded; fi
  if [ -f "$S/active-$scope-$1" ]; then active=active; sub=running; pid=$(cat "$S/active-$scope-$1")
  else active=inactive; sub=dead; pid=0; fi
  echo "MainPID=$pid"
  echo "ExecMainCode=0"
  echo "ExecMainStatus=0"
  echo "LoadState=$load"
  echo "ActiveState=$active"
  echo "SubState=$sub"
  ;;
*) echo "Unknown command verb $verb." >&2; exit 1 ;;
esac
`;

const LOGINCTL = `
play "$1"
case $1 in
show-user)
  { [ $# = 4 ] && [ "$3 $4" = "-p Linger" ]; } || exit 2
  if [ -f "$S/linger-$2" ]; then echo Linger=yes; else echo Linger=no; fi
  ;;
enable-linger)
  [ $# = 2 ] || exit 2
  touch "$S/linger-$2"
  ;;
*) echo "Unknown command verb $1." >&2; exit 1 ;;
esac
`;

/** Runs what follows as root would: without the failures of the person. */
const SUDO = `
if [ "$1" = -n ]; then shift; fi
play "$1"
{ [ "$1" = loginctl ] && [ "$2" = enable-linger ]; } || exit 2
touch "$S/linger-$3"
`;

const JOURNALCTL = `
play journal
[ -f "$S/journal" ] && cat "$S/journal"
exit 0
`;

/**
 * A domain of launchd. After \`bootout\` a service is still there for as many looks as the file
 * \`going\` says, and \`bootstrap\` fails meanwhile, as on a Mac.
 */
const LAUNCHCTL = `
verb=$1
shift
play "$verb"
base() { printf '%s' "\${1##*/}" | sed 's/\\.plist$//'; }
gone() { echo "Could not find service \\"$1\\" in domain for user gui: 501" >&2; exit 113; }
going() {
  [ -f "$S/going-$1" ] || return 1
  left=$(cat "$S/going-$1")
  if [ "$left" -le 0 ]; then rm -f "$S/going-$1" "$S/loaded-$1"; return 1; fi
  echo $((left - 1)) >"$S/going-$1"
}
leave() {
  if [ -f "$S/slow" ]; then cat "$S/slow" >"$S/going-$1"; else rm -f "$S/loaded-$1"; fi
  rm -f "$S/running-$1"
}
case $verb in
print)
  name=$(base "$1")
  if ! going "$name" && [ ! -f "$S/loaded-$name" ]; then gone "$name"; fi
  if [ -f "$S/print" ]; then cat "$S/print"; exit 0; fi
  printf '%s = {\\n\\tactive count = 1\\n' "$1"
  if [ -f "$S/running-$name" ]; then printf '\\tstate = running\\n\\tpid = 4242\\n'
  else printf '\\tstate = not running\\n\\tlast exit code = 1\\n'; fi
  printf '\\tspawn type = daemon (3)\\n\\tendpoints = {\\n\\t\\tstate = active\\n\\t}\\n}\\n'
  ;;
bootout)
  if [ $# = 2 ]; then name=$(base "$2"); else name=$(base "$1"); fi
  [ -f "$S/loaded-$name" ] || { echo "Boot-out failed: 3: No such process" >&2; exit 3; }
  leave "$name"
  ;;
unload)
  [ $# = 1 ] || exit 64
  ;;
enable)
  case $1 in gui/501/*) ;; *) exit 64 ;; esac
  touch "$S/allowed-$(base "$1")"
  ;;
bootstrap)
  [ "$1" = gui/501 ] && [ -f "$2" ] || exit 64
  name=$(base "$2")
  if going "$name" || [ -f "$S/loaded-$name" ]; then
    echo "Bootstrap failed: 5: Input/output error" >&2
    exit 5
  fi
  [ -f "$S/allowed-$name" ] || { echo "Bootstrap failed: 5: Input/output error" >&2; exit 5; }
  touch "$S/loaded-$name" "$S/running-$name"
  ;;
kickstart)
  [ "$1" = -k ] || exit 64
  name=$(base "$2")
  [ -f "$S/loaded-$name" ] || gone "$name"
  touch "$S/running-$name"
  ;;
*) echo "Unrecognized subcommand: $verb" >&2; exit 64 ;;
esac
`;

const SCRIPTS = {
  systemctl: SYSTEMCTL,
  loginctl: LOGINCTL,
  sudo: SUDO,
  journalctl: JOURNALCTL,
  launchctl: LAUNCHCTL,
} as const;
