import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { readText, ROOT } from "./source.ts";

/** The anchor that a heading gets where Markdown is shown. */
function slugOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[`*_]/g, "")
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .replace(/\s/g, "-");
}

/** Code is not prose: nothing in it is a link or a heading. */
function proseOf(text: string): string {
  return text.replace(/^(```|~~~).*?^\1/gms, "").replace(/`[^`\n]*`/g, "");
}

function anchorsOf(text: string): Set<string> {
  const headings = text.replace(/^(```|~~~).*?^\1/gms, "").matchAll(/^#{1,6} +(.+?)\s*$/gm);
  return new Set(Array.from(headings, ([, heading = ""]) => slugOf(heading)));
}

/** The links of a Markdown file that lead nowhere; links to other sites are not followed. */
export function deadLinks(path: string, text: string): string[] {
  const links = proseOf(text).matchAll(/\]\(\s*<?([^)>\s]+)>?[^)]*\)/g);
  return Array.from(links, ([, target = ""]) => target).filter((target) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return false;
    const [file = "", anchor = ""] = target.split("#");
    if (file === "") return !anchorsOf(text).has(anchor);
    const place = join(dirname(path), decodeURIComponent(file));
    if (!existsSync(join(ROOT, place))) return true;
    if (anchor === "" || statSync(join(ROOT, place)).isDirectory()) return false;
    return !anchorsOf(readText(place)).has(anchor);
  });
}
