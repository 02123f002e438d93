import { fileURLToPath } from "node:url";
import { Language, Parser, type Node, type Tree } from "web-tree-sitter";

/** Reads Swift as its grammar says; nothing is compiled. */
export type ParseSwift = (text: string) => Node;

/** Loads the grammar: half a second, so once for each test file. */
export async function loadSwift(): Promise<ParseSwift> {
  await Parser.init();
  const parser = new Parser();
  const grammar = import.meta.resolve("@repomix/tree-sitter-wasms/out/tree-sitter-swift.wasm");
  parser.setLanguage(await Language.load(fileURLToPath(grammar)));
  return (text) => {
    const tree: Tree | null = parser.parse(text);
    if (tree === null) throw new Error("the parser gave up");
    return tree.rootNode;
  };
}

/** Places that the grammar does not understand, each as line and beginning. */
export function faults(root: Node): string[] {
  if (!root.hasError) return [];
  if (root.isError || root.isMissing) {
    return [`${root.startPosition.row + 1}: ${root.type} ${root.text.slice(0, 60)}`];
  }
  return root.children.flatMap(faults);
}

/** The named children of a type, in order. */
export function childrenOf(node: Node, type: string): Node[] {
  return node.namedChildren.filter((child) => child.type === type);
}

/** The text of a field, without backticks. Throws when it is not there. */
export function nameOf(node: Node, field = "name"): string {
  return requireField(node, field).text.replaceAll("`", "");
}

export function requireField(node: Node, field: string): Node {
  const found = node.childForFieldName(field);
  if (found === null) throw new Error(`no ${field} in ${node.type}: ${node.text.slice(0, 80)}`);
  return found;
}

/** Every node of a type beneath `node`, in the order of the text. */
export function descendants(node: Node, type: string): Node[] {
  return node.descendantsOfType(type);
}
