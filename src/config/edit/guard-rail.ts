import type { ValueObject } from "../file/document.ts";
import { type KeyTree, pathText } from "../key-tree.ts";
import { type Edit, valueIn, refined } from "./edits.ts";
import { leavesOf } from "./shrink.ts";

/** Parts of a document that are more than what they say: a variable's value, another file. */
const REACHING = ["${", "$include"];

/**
 * Why the agent may not make these changes of a document (SR16): it may change the values of keys
 * that say `agentMayChange`, and nothing else; what it writes refers to no variable and brings no
 * file in. Undefined when it may. The document is as it is written, before anything is filled in.
 */
export function guardRail(
  document: ValueObject,
  edits: readonly Edit[],
  tree: KeyTree,
): string | undefined {
  const changes = edits.flatMap((edit) =>
    "remove" in edit ? [edit] : refined(valueIn(document, edit.path), edit.path, edit.value),
  );
  const paths = changes.flatMap((edit) =>
    "remove" in edit ? [edit.path] : leavesOf(edit.value, edit.path),
  );
  const foreign = paths.filter((path) => {
    const found = tree.keysTo(path).at(-1);
    return found?.key.agentMayChange !== true || found.path.length !== path.length;
  });
  if (foreign.length > 0) {
    const keys = foreign.map(pathText).join(", ");
    return `the agent may not change ${keys}; its owner can, with \`zero config set\``;
  }
  const reaching = changes.find((edit) => {
    return REACHING.some((part) => JSON.stringify(edit).includes(part));
  });
  if (reaching === undefined) return undefined;
  return `the agent may not refer to a variable or a file, as it would in ${pathText(reaching.path)}`;
}
