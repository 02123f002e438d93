/** Where programs are looked up, and what they are told: never the PATH of whoever asks (SR21). */
export const FIXED_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The node sets these itself. */
const FIXED = new Set(["PATH", "HOME", "USER", "LOGNAME", "SHELL", "PWD", "OLDPWD", "TMPDIR"]);

/**
 * Variables with which a loader, an interpreter or a tool is told to run or to read something else
 * than what its arguments say. By the beginning of the name, in upper case.
 */
const STEERING_PREFIXES: readonly string[] = [
  "LD_ DYLD_ GLIBC_ MALLOC_ GCONV_ LIBPATH SHLIB_ _RLD ASAN_ LSAN_ TSAN_ UBSAN_ LLVM_",
  "GCC_ COMPILER_ COLLECT_ NODE_ NPM_ NPX_ YARN_ PNPM_ COREPACK_ BUN_ DENO_ ELECTRON_",
  "V8_ VITE_ TS_NODE PYTHON PIP_ PYENV_ VIRTUAL_ENV CONDA POETRY_ UV_ PERL PLENV_ RUBY",
  "RBENV_ GEM_ BUNDLE_ BUNDLER_ RAKE JAVA _JAVA JDK_ JRE_ JVM_ CLASSPATH MAVEN_ M2_",
  "GRADLE_ ANT_ SBT_ SCALA_ KOTLIN_ GROOVY_ LUA PHP COMPOSER_ TCL TK_ R_ RSTUDIO JULIA_",
  "ERL_ ELIXIR_ MIX_ HEX_ REBAR GUILE_ GHC CABAL_ STACK_ OCAML CAML OPAM RUST CARGO",
  "CLIPPY_ GO CGO_ DOTNET_ COMPLUS_ CORECLR_ COR_ MSBUILD NUGET_ MONO_ POWERSHELL_ PS",
  "GIT_ HG SVN_ CVS_ BASH ZSH KSH FISH_ SSH_ GPG_ GNUPG KRB5 OPENSSL_ SSL_ SSLKEYLOG",
  "CURL_ WGET HTTP_ HTTPS_ ALL_PROXY FTP_ NO_PROXY REQUESTS_ AWS_ AZURE_ GOOGLE_",
  "GCLOUD_ CLOUDSDK_ DOCKER_ BUILDKIT_ CONTAINER_ PODMAN_ KUBE HELM_ TERRAFORM_ TF_",
  "ANSIBLE_ VAULT_ XDG_ DBUS_ DISPLAY WAYLAND_ XAUTH QT_ GTK_ GDK_ GIO_ GST_ MESA_ VK_",
  "LIBGL_ LESS MANPA MANOPT TERM NCURSES_ TAR_ GZIP ZIP UNZIP XZ_ BZIP ZSTD_ RSYNC_",
  "GREP_ LS_ TIME_STYLE MAKE MAKEFLAGS GNUMAKE CMAKE_ NINJA MESON_ PKG_ ACLOCAL",
  "AUTOCONF AUTOMAKE M4 EMACS VIM NVIM SYSTEMD_ JOURNAL_ SUDO_ DOAS_ POSTGRES PG MYSQL_",
  "SQLITE_ REDIS ZERO_ GDB LLDB_ STRACE VALGRIND_ LTRACE FAKEROOT FAKECHROOT LIBC_ RES_",
  "LOCALDOMAIN HOSTALIASES",
].flatMap((line) => line.split(" "));

/** The same, by whole name. */
const STEERING = new Set(
  [
    "ENV SHELLOPTS IFS CDPATH PS4 PROMPT_COMMAND FPATH ZDOTDIR HISTFILE EDITOR VISUAL",
    "PAGER BROWSER OPENER FCEDIT GLOBIGNORE INPUTRC EXECIGNORE LOCPATH NLSPATH LANGUAGE",
    "TEXTDOMAINDIR CHARSET GETCONF_DIR TZDIR MAIL CC CXX CPP CPATH LD AR AS CFLAGS",
    "CXXFLAGS CPPFLAGS LDFLAGS C_INCLUDE_PATH CPLUS_INCLUDE_PATH LIBRARY_PATH FC RANLIB",
    "STRIP LEX YACC TMP TEMP CONFIG_SITE CONFIG_SHELL ASSUME_ALWAYS_YES WINEPREFIX PROXY",
    "NETRC EXINIT BC_ENV_ARGS AWKPATH AWKLIBPATH GAWK_READ_TIMEOUT JQ_LIBRARY_PATH",
    "FZF_DEFAULT_COMMAND FZF_DEFAULT_OPTS RIPGREP_CONFIG_PATH BAT_CONFIG_PATH COMSPEC",
    "PATHEXT SYSTEMROOT WINDIR APPDATA LOCALAPPDATA USERPROFILE PROGRAMFILES",
  ].flatMap((line) => line.split(" ")),
);

/** Why a caller may not set this variable; undefined when it may, once a person saw it. */
export function refusalOfVariable(name: string): string | undefined {
  if (!NAME.test(name)) return "it is no name of a variable";
  // Some tools read the lower-case name too, such as http_proxy and npm_config_script_shell.
  const upper = name.toUpperCase();
  if (FIXED.has(upper)) return "it is fixed and cannot be set";
  const steers =
    STEERING.has(upper) || STEERING_PREFIXES.some((prefix) => upper.startsWith(prefix));
  return steers ? "it can make a program run something else, so it cannot be set" : undefined;
}

/** What the node knows of its own user; only these reach a child, whatever else is set. */
export interface OwnVariables {
  readonly home: string;
  readonly lang?: string | undefined;
  readonly tz?: string | undefined;
}

const LANG = /^[A-Za-z0-9_.@-]{1,64}$/;
/** A name of a zone, never a path to a file of one. */
const ZONE = /^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+){0,3}$/;

/** The whole environment of a child: four fixed variables and what was approved. */
export function childEnvironment(
  own: OwnVariables,
  delta: Readonly<Record<string, string>>,
): Record<string, string> {
  const { home, lang, tz } = own;
  return {
    PATH: FIXED_PATH,
    HOME: home,
    LANG: lang !== undefined && LANG.test(lang) ? lang : "C.UTF-8",
    ...(tz !== undefined && ZONE.test(tz) ? { TZ: tz } : {}),
    ...delta,
  };
}
