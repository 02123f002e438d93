/** A version at the end of a program's name, as in `python3.13` or `ruby-3`. */
const VERSION = /-?\d[\d.]*$/;

const RUNNERS: ReadonlySet<string> = new Set(
  [
    "sh ash bash busybox csh dash fish ksh mksh pwsh powershell tcsh toybox zsh",
    "awk bun deno dotnet emacs expect gawk gdb java js lua luajit mawk nawk node nodejs",
    "osascript perl php pypy python qjs ruby sed tclsh wish ed ex vi vim nvim",
    "chroot chrt doas env find flock ionice ld nice nohup nsenter parallel prlimit runuser",
    "screen script setarch setpriv setsid sg stdbuf strace ltrace su sudo systemd-run taskset",
    "time timeout tmux unshare watch xargs",
    "ansible bundle cargo cmake docker go git gmake kubectl make ninja npm npx pip pipx pnpm",
    "podman rake rsync scp ssh tar uv uvx yarn zip",
  ].flatMap((line) => line.split(" ")),
);

/**
 * True for a program whose work is to run what it is given, by its real path: allowed for good, it
 * would allow whatever a file, a variable or a folder holds later, so it is approved each time
 * (SR20). The list is of names, so it cannot be complete: whoever approves still sees the command.
 */
export function isRunner(path: string): boolean {
  const name = path
    .slice(path.lastIndexOf("/") + 1)
    .toLowerCase()
    .replace(/\.exe$/, "");
  return RUNNERS.has(name) || RUNNERS.has(name.replace(VERSION, "")) || name.startsWith("ld-");
}
