import { parseDocument } from "../../../config/file/document.ts";
import { pathText } from "../../../config/key-tree.ts";
import { readText } from "../../../config/load.ts";
import { editsBetween } from "../../../config/migrations/edits.ts";
import { migrateDocument, type Migrated } from "../../../config/migrations/index.ts";
import { ConfigError } from "../../../config/problems.ts";
import { advice, type Check, type Diagnosis, type Finding, problem } from "../check.ts";

/** The file can be used, and has no keys of earlier versions. */
export const configuration: Check = {
  id: "configuration",
  title: "Configuration",
  find(diagnosis) {
    const { view, scene, configuration: used } = diagnosis;
    if (!view.exists) {
      const next = `run \`${scene.program} setup\``;
      return [problem(`There is no configuration at ${view.path}.`, { next })];
    }
    const old = oldKeys(diagnosis);
    const mode = used.config.gateway.mode;
    const isUndecided = view.valid && mode === undefined;
    return [
      ...(old ? legacyFindings(old, diagnosis) : []),
      ...invalidFindings(diagnosis, old),
      ...(isUndecided ? [undecided(diagnosis)] : []),
    ];
  },
};

function oldKeys({ view, tree }: Diagnosis): (Migrated & { edits: number }) | undefined {
  try {
    const text = readText(view.path);
    if (text === undefined) return undefined;
    const migrated = migrateDocument(parseDocument(text, view.path), tree);
    return { ...migrated, edits: migrated.changes.length };
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

function legacyFindings(old: Migrated, { view, edit }: Diagnosis): Finding[] {
  const stuck = old.issues.map(({ path, message }) =>
    problem(`${path} is of an earlier version: ${message}.`),
  );
  if (old.changes.length === 0) return stuck;
  const moves = old.changes.map(({ from, placed }) => {
    const to = placed.map(({ path }) => pathText(path)).join(", ");
    return to === "" ? `${pathText(from)} goes` : `${pathText(from)} → ${to}`;
  });
  const repair = {
    says: `Move ${moves.length === 1 ? "it" : "them"} in ${view.path}`,
    async apply() {
      const before = parseDocument(readText(view.path) ?? "{}", view.path);
      await edit(editsBetween(before, old.document));
      return `moved in ${view.path}: ${moves.join("; ")}`;
    },
  };
  return [problem(`Keys of an earlier version: ${moves.join("; ")}.`, { repair }), ...stuck];
}

/** What is wrong besides old keys, which have a finding of their own. */
function invalidFindings({ view }: Diagnosis, old: Migrated | undefined): Finding[] {
  const changed = (old?.changes ?? []).map(({ from }) => pathText(from));
  const legacy = [...changed, ...(old?.issues ?? []).map(({ path }) => path)];
  const isLegacy = (path: string) =>
    legacy.some((key) => key === path || key.startsWith(`${path}.`));
  return (view.issues ?? [])
    .filter(({ path }) => path === "" || !isLegacy(path))
    .map(({ path, message }) => {
      const where = path === "" ? view.path : `${path} in ${view.path}`;
      return problem(`${where}: ${message}.`, { next: "correct it there" });
    });
}

function undecided({ scene }: Diagnosis): Finding {
  const next = `\`${scene.program} setup\` decides that this machine runs it`;
  return advice("gateway.mode is not set, so a gateway does not start.", { next });
}
