import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { methods } from "@zero/protocol";
import { ROOT, runTool } from "../../scripts/child.ts";

const HEADER = `
import type { GatewayClient, MethodName, Methods } from "@zero/client";
declare const client: GatewayClient;
declare function use(value: unknown): void;
`;

const RIGHT = [
  'use((await client.request("health", {})).ok);',
  'use((await client.request("health", { probe: true })).channels["telegram"]?.linked);',
  'await client.request("agent", { message: "hi", idempotencyKey: "k" }, { expectFinal: true });',
  'client.on("hello", (hello) => use(hello.policy.maxPayload));',
  'const rows: Methods["system-presence"]["result"] = client.presence.slice(); use(rows);',
];

/** Each is wrong for one reason, and TypeScript names it by this code. */
const WRONG: readonly (readonly [string, string])[] = [
  ['await client.request("health", { probe: "yes" });', "TS2322"],
  ['await client.request("health", { prob: true });', "TS2561"],
  ['await client.request("agent", { message: "hi" });', "TS2741"],
  ['await client.request("agent", { idempotencyKey: "k", message: 1 });', "TS2322"],
  ['await client.request("helth", {});', "TS2345"],
  ['use((await client.request("health", {})).okay);', "TS2339"],
  ['const name: MethodName = "bridge"; use(name);', "TS2322"],
];

/** What the compiler holds against these lines, which may use `client` and `use`. */
function compile(lines: readonly string[]): Promise<string[]> {
  return compileText(`${HEADER.trim()}\n${lines.join("\n")}\n`);
}

async function compileText(text: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "zero-types-"));
  try {
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    writeFileSync(join(folder, "probe.ts"), text);
    const settings = { extends: join(ROOT, "tsconfig.json"), include: ["probe.ts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
    const { output } = await runTool("tsc", ["-p", folder, "--pretty", "false"]);
    return output.split("\n").filter((line) => line.includes("error TS"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("S104 S108 what the declarations do not allow does not compile against the client", async () => {
  const found = await compile([...RIGHT, ...WRONG.map(([line]) => line)]);
  const first = HEADER.trim().split("\n").length + RIGHT.length + 1;
  const expected = WRONG.map(([, code], at) => `${first + at}: ${code}`);
  const named = found.map((line) =>
    line.replace(/^.*probe\.ts\((\d+),.*error (TS\d+).*$/, "$1: $2"),
  );
  assert.deepEqual(named, expected, found.join("\n"));
});

test("S104 S108 the client's methods are exactly those that the gateway declares", async () => {
  const names = methods.map(({ name }) => name);
  assert.ok(names.length > 0);
  const all = names.map((name) => `${JSON.stringify(name)}: true`).join(", ");
  const complete = `const all: Record<MethodName, true> = { ${all} }; use(all);`;
  assert.deepEqual(await compile([complete]), []);
  const [, ...rest] = names.map((name) => `${JSON.stringify(name)}: true`);
  const short = `const all: Record<MethodName, true> = { ${rest.join(", ")} }; use(all);`;
  assert.match((await compile([short])).join("\n"), /error TS2741/);
});

test("S104 what the guide shows in TypeScript compiles", async () => {
  const guide = readFileSync(join(ROOT, "docs/guide/protocol.md"), "utf8");
  const [example = ""] = /^```ts\n[^]*?^```$/m.exec(guide) ?? [];
  const code = example.split("\n").slice(1, -1).join("\n");
  assert.match(code, /new GatewayClient\(/);
  assert.deepEqual(await compileText(code), []);
  assert.notDeepEqual(await compileText(code.replace("waitForApproval", "waitForAproval")), []);
});
