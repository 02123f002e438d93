import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What a part of the generator makes. */
export interface Output {
  /** Text by path, relative to the repository. */
  readonly files: ReadonlyMap<string, string>;
  /** Folders that hold nothing but these files. */
  readonly folders: readonly string[];
}

/** Paths whose content on disk is not what it should be, with the reason. */
export async function differences(root: string, output: Output): Promise<string[]> {
  const found: string[] = [];
  for (const [path, text] of output.files) {
    const actual = await readText(join(root, path));
    if (actual === undefined) found.push(`${path} is missing`);
    else if (actual !== text) found.push(`${path} differs`);
  }
  for (const path of await strangers(root, output)) found.push(`${path} is not generated any more`);
  return found;
}

/**
 * Writes what differs and removes what is not generated any more. Returns the paths that it
 * touched.
 */
export async function write(root: string, output: Output): Promise<string[]> {
  const touched: string[] = [];
  for (const [path, text] of output.files) {
    if ((await readText(join(root, path))) === text) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    touched.push(path);
  }
  for (const path of await strangers(root, output)) {
    await rm(join(root, path));
    touched.push(path);
  }
  return touched;
}

async function strangers(root: string, output: Output): Promise<string[]> {
  const found: string[] = [];
  for (const folder of output.folders) {
    const names = await readdir(join(root, folder)).catch(ifMissing<string[]>([]));
    found.push(
      ...names.map((name) => `${folder}/${name}`).filter((path) => !output.files.has(path)),
    );
  }
  return found;
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(ifMissing<string | undefined>(undefined));
}

function ifMissing<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return value;
    throw error;
  };
}
