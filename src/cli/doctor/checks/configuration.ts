import { createHash } from "node:crypto";
import { type Edit, refined } from "../../../config/edit/edits.ts";
import { editText } from "../../../config/edit/text.ts";
import { parseDocument } from "../../../config/file/document.ts";
import { pathText } from "../../../config/key-tree.ts";
import { loadConfig, readText } from "../../../config/load.ts";
import { migrateDocument, type Migrated } from "../../../config/migrations/index.ts";
import { withoutKey } from "../../../config/migrations/rename.ts";
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
    const isUndecided = view.valid && used.config.gateway.mode === undefined;
    return [
      ...(old ? legacyFindings(old, diagnosis) : []),
      ...invalidFindings(diagnosis, old),
      ...(isUndecided ? [undecided(diagnosis)] : []),
    ];
  },
};

/** What the main file has of earlier versions, and its text as it is now. */
interface OldKeys extends Migrated {
  readonly text: string;
}

function oldKeys({ scene, tree }: Diagnosis): OldKeys | undefined {
  const { configPath } = scene.paths;
  try {
    const text = readText(configPath);
    if (text === undefined) return undefined;
    return { text, ...migrateDocument(parseDocument(text, configPath), tree) };
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

function legacyFindings(old: OldKeys, diagnosis: Diagnosis): Finding[] {
  const { edit } = diagnosis;
  const { configPath } = diagnosis.scene.paths;
  const removed = diagnosis.force ? old.stuck.filter(({ isObsolete }) => isObsolete) : [];
  const left = old.stuck.filter((key) => !removed.includes(key));
  const steps = [
    ...old.changes.map(({ from, placed }) => {
      const to = placed.map(({ path }) => pathText(path)).join(", ");
      return to === "" ? `${pathText(from)} goes` : `${pathText(from)} → ${to}`;
    }),
    ...removed.map(({ path }) => `${pathText(path)} goes`),
  ];
  const stuck = left.map(({ path, message, isObsolete }) => {
    const next = isObsolete ? { next: "`--fix --force` removes it" } : {};
    return problem(`${pathText(path)} is of an earlier version: ${message}.`, next);
  });
  if (steps.length === 0) return stuck;
  const wanted = removed.reduce(
    (all, { path }) => withoutKey(all, path, diagnosis.tree),
    old.document,
  );
  const edits = refined(parseDocument(old.text, configPath), [], wanted);
  const repair = {
    says: `Change them in ${configPath}, and keep the file as it is now in the history`,
    async apply() {
      await edit(edits);
      return `${configPath}: ${steps.join("; ")}`;
    },
  };
  const more = isUsable(edits, old.text, diagnosis)
    ? { repair }
    : { next: "deal with what else is named here first: a file is only written when it is valid" };
  return [problem(`Keys of an earlier version: ${steps.join("; ")}.`, more), ...stuck];
}

/** Whether a gateway could read the file after these edits. */
function isUsable(edits: readonly Edit[], text: string, { scene }: Diagnosis): boolean {
  try {
    const edited = editText(text, edits);
    const hash = createHash("sha256").update(edited).digest("hex");
    loadConfig({ paths: scene.paths, env: scene.env }, { text: edited, hash });
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

/**
 * What is wrong besides old keys, which have a finding of their own. The file to blame may be one
 * that is included, or `.env`.
 */
function invalidFindings({ view }: Diagnosis, old: OldKeys | undefined): Finding[] {
  const legacy = [
    ...(old?.changes ?? []).map(({ from }) => pathText(from)),
    ...(old?.stuck ?? []).map(({ path }) => pathText(path)),
  ];
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
