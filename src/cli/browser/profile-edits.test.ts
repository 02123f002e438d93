import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { ConfigEditor, ConflictError } from "../../config/edit/editor.ts";
import { Environment } from "../../config/environment.ts";
import { pathsOf } from "../../config/paths.ts";
import { systemClock } from "../../kernel/clock.ts";
import { CommandError } from "../failures.ts";
import { createProfile, deleteProfile, type ProfileFile, profileIn } from "./profile-edits.ts";

interface Place extends ProfileFile {
  readonly path: string;
  readonly write: (text: string) => void;
}

/** A configuration file, and what somebody does while a change of it is being made. */
function placeIn(t: TestContext, text: string, meanwhile: () => void = () => undefined): Place {
  const home = mkdtempSync(join(tmpdir(), "zero-profile-edits-"));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const load = {
    paths: pathsOf(undefined, Environment.ofProcess({ HOME: home }), home),
    env: Environment.ofProcess({}),
  };
  const path = load.paths.configPath;
  mkdirSync(load.paths.stateDir, { mode: 0o700 });
  const write = (next: string) => writeFileSync(path, next, { mode: 0o600 });
  write(text);
  const objection = () => {
    meanwhile();
    return undefined;
  };
  return { path, write, load, editor: new ConfigEditor({ load, clock: systemClock, objection }) };
}

test("S56 an editor that writes meanwhile keeps what it wrote, and the port is chosen anew", async (t) => {
  const foreign = "// by hand\n{ browser: { profiles: { theirs: { cdpPort: 18800 } } } }\n";
  let isFirst = true;
  const place = placeIn(t, "{}", () => {
    if (isFirst) place.write(foreign);
    isFirst = false;
  });
  const { configuration } = await createProfile(place, { name: "mine" });
  assert.deepEqual(profileIn(configuration, "mine"), { name: "mine", cdpPort: 18_801 });
  assert.equal(
    readFileSync(place.path, "utf8"),
    foreign.replace("18800 }", "18800 }, mine: { cdpPort: 18801 }"),
  );
});

test("an editor that never stops writing is not waited for without end", async (t) => {
  let count = 0;
  const place = placeIn(t, "{}", () => place.write(`// ${(count += 1)}\n{}`));
  await assert.rejects(createProfile(place, { name: "mine" }), ConflictError);
  assert.equal(readFileSync(place.path, "utf8"), `// ${count}\n{}`);
});

test("a profile can be removed from a file that cannot be used because of it", async (t) => {
  const profiles = "a: { cdpPort: 18800 }, b: { cdpPort: 18800 }";
  const place = placeIn(t, `{ browser: { profiles: { ${profiles} } } }`);
  await deleteProfile(place, "b");
  assert.ok(!readFileSync(place.path, "utf8").includes("b:"));
});

test("a profile of an included file is not removed, and the file is named", async (t) => {
  const place = placeIn(t, '{ $include: "more.json5" }');
  const more = join(place.path, "..", "more.json5");
  writeFileSync(more, "{ browser: { profiles: { a: { cdpPort: 18800 } } } }", { mode: 0o600 });
  await assert.rejects(deleteProfile(place, "a"), (error) => {
    assert.ok(error instanceof CommandError);
    assert.match(`${error.message} ${error.lines.join()}`, /is included\..*more\.json5$/);
    return true;
  });
  const { configuration } = await createProfile(place, { name: "b" });
  assert.equal(profileIn(configuration, "b")?.cdpPort, 18_801);
});
