/**
 * Who may import whom. `docs/ARCHITECTURE.md` has the drawing; `test/gate/imports.test.ts` breaks
 * each rule on purpose. One sentence: import only from the left, never from a sibling feature or a
 * sibling door; doors see features as types only; only `gateway/` sees all.
 */

/** Tests may look further than what they test. */
const TESTS = "\\.(test|proof)\\.ts$";
/** Pure declaration: the one file of the gateway that others may read. */
const SECTIONS = "^src/gateway/sections\\.ts$";
/** What a browser loads, and the part of it that only Node has. */
const THE_WIRE = "^packages/(protocol|client)/src/";
const FOR_NODE = "^packages/client/src/node/";
/** Both ways to name a type without loading its module: `import type`, and `typeof import(…)`. */
const TYPES = ["type-only", "type-import"];
/** Packages that come from the registry. */
const library = (name) => `(^|/)node_modules/${name}(/|$)`;

const rule = (name, from, to) => ({ name, severity: "error", from, to });

/** A file of the CLI that may go where the others may not, and nowhere else. */
const exception = (file, mayReach) => ({ file: `^src/cli/commands/${file}\\.ts$`, mayReach });

const CLI_EXCEPTIONS = [
  exception("gateway/run", "^src/gateway/"),
  exception("node/run", "^src/node-host/"),
  exception("(doctor|backup/[^/]+|queue/list)", "^src/store/"),
  exception("demo", "^packages/simulator/"),
  // Nobody listens where a command asked, or a file changed: the gateway's own note says who runs.
  {
    file: "^src/cli/(wire/connection|facts/effect)\\.ts$",
    mayReach: "^src/store/lock-note\\.ts$",
  },
  // Reset, uninstall and restore take the lock, so that no gateway runs on what they change.
  { file: "^src/cli/hold-state\\.ts$", mayReach: "^src/store/" },
];
const OUTSIDE_THE_CLI = "^(src/(features|doors|gateway|store|net|node-host)|packages/simulator)/";

/** A library and the only files that may load it; each of them hides it behind our own words. */
const DRIVERS = [
  { library: "^(node:)?sqlite$", only: "^src/store/(sqlite|lock)\\.ts$" },
  { library: library("@ai-sdk/[^/]+"), only: "^src/features/agent/.*(engine|\\.lazy)\\.ts$" },
  { library: library("pino"), only: "^src/(gateway/logging|net/log)\\.ts$" },
  { library: library("(grammy|@grammyjs/[^/]+)"), only: "^packages/(channel-telegram|simulator)/" },
  { library: library("commander"), only: "^src/cli/" },
  { library: library("(hono|@hono/[^/]+)"), only: "^src/doors/http/" },
];

export default {
  forbidden: [
    rule("no-cycles", {}, { circular: true }),

    rule(
      "kernel-knows-no-product",
      { path: "^src/kernel/" },
      {
        path: "^(src|packages)/",
        pathNot: "^(src/kernel/|packages/protocol/src/errors\\.ts$)",
      },
    ),
    rule(
      "domain-knows-only-kernel",
      { path: "^src/domain/", pathNot: TESTS },
      { pathNot: ["^src/(domain|kernel)/", "^packages/(channel|protocol)/", "^(node:)?crypto$"] },
    ),
    rule(
      "resources-look-down",
      { path: "^src/(config|store|net|daemon)/" },
      {
        path: "^src/",
        pathNot: ["^src/$1/", "^src/(kernel|domain|config)/", SECTIONS],
      },
    ),

    rule(
      "resources-look-down",
      { path: "^src/setup/" },
      { path: "^src/", pathNot: ["^src/(setup|kernel|domain|config|net)/", SECTIONS] },
    ),

    rule(
      "features-are-strangers",
      { path: "^src/features/([^/]+)/" },
      {
        path: "^src/(features|doors|gateway|cli|daemon|node-host)/",
        pathNot: ["^src/features/$1/", SECTIONS],
      },
    ),
    rule(
      "doors-see-features-as-types",
      { path: "^src/doors/", pathNot: TESTS },
      { path: "^src/features/", dependencyTypesNot: TYPES },
    ),
    rule(
      "doors-are-strangers",
      { path: "^src/doors/([^/]+)/" },
      {
        path: "^src/(doors|gateway|cli|daemon|node-host)/",
        pathNot: ["^src/doors/$1/", SECTIONS],
      },
    ),

    rule(
      "one-place-builds-a-gateway",
      {
        path: "^(src|packages)/",
        // The other folders have a rule of their own that says the same and more.
        pathNot: "^src/(gateway|features|doors|config|store|net|daemon|kernel|domain|cli)/",
      },
      { path: "^src/gateway/", pathNot: SECTIONS },
    ),
    rule(
      "cli-speaks-the-wire",
      { path: "^src/cli/", pathNot: [TESTS, ...CLI_EXCEPTIONS.map(({ file }) => file)] },
      { path: OUTSIDE_THE_CLI, pathNot: SECTIONS },
    ),
    ...CLI_EXCEPTIONS.map(({ file, mayReach }) =>
      rule(
        "cli-speaks-the-wire",
        { path: file },
        { path: OUTSIDE_THE_CLI, pathNot: [mayReach, SECTIONS] },
      ),
    ),

    rule("packages-stand-alone", { path: "^packages/" }, { path: "^(src|scripts|test)/" }),
    rule(
      "packages-stand-alone",
      { path: "^packages/(protocol|client|control-ui|channel|simulator)/", pathNot: TESTS },
      { path: "^packages/", pathNot: ["^packages/$1/", "^packages/protocol/"] },
    ),
    ...[{ dependencyTypes: ["core"] }, { path: FOR_NODE }].map((to) =>
      rule("the-wire-runs-in-browsers", { path: THE_WIRE, pathNot: [TESTS, FOR_NODE] }, to),
    ),
    rule(
      "channels-know-only-the-contract",
      { path: "^packages/(channel-[^/]+)/", pathNot: TESTS },
      { path: "^packages/", pathNot: ["^packages/$1/", "^packages/channel/"] },
    ),
    rule(
      "channels-know-only-the-contract",
      { path: "^src/", pathNot: [TESTS, "^src/features/channels/load\\.ts$"] },
      // What a section means has to be known to whoever checks the file, the command line included.
      { path: "^packages/channel-", pathNot: "^packages/channel-[^/]+/src/manifest\\.ts$" },
    ),
    rule(
      "channels-know-only-the-contract",
      {
        path: "^src/",
        pathNot: [TESTS, "^src/features/channels/load\\.ts$", "^src/config/rules/checks\\.ts$"],
      },
      { path: "^packages/channel-[^/]+/src/manifest\\.ts$" },
    ),

    ...DRIVERS.map(({ library: path, only }) =>
      rule(
        "one-driver-one-file",
        { path: "^(src|packages)/", pathNot: [TESTS, only] },
        { path, dependencyTypesNot: TYPES },
      ),
    ),
    rule(
      "schemas-are-build-time",
      { path: "^(src|packages)/", pathNot: [TESTS, "\\.schema\\.ts$"] },
      {
        path: ["\\.schema\\.ts$", library("(typebox|@sinclair/typebox|ajv|ajv-formats)")],
        dependencyTypesNot: TYPES,
      },
    ),

    rule(
      "product-knows-no-tests",
      { path: "^src/", pathNot: TESTS },
      { path: "^(test|scripts|packages/simulator)/|\\.test\\.ts$" },
    ),
    rule("imports-resolve", {}, { couldNotResolve: true }),
  ],
  options: {
    parser: "tsc",
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    combinedDependencies: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|test/bench)/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["node", "import", "types", "default"],
    },
  },
};
