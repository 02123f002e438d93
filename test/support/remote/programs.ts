import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const PLACES = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];

/** The full path of a program of this machine; undefined where it is not installed. */
export function programAt(name: string): string | undefined {
  return PLACES.map((folder) => join(folder, name)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Why a test that needs these programs does not run here; false when it can. */
export function missing(...names: readonly string[]): string | false {
  const absent = names.filter((name) => programAt(name) === undefined);
  return absent.length > 0 && `not installed here: ${absent.join(", ")}`;
}
