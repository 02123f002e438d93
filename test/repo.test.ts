import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dynamicImports,
  environmentIsConfig,
  errorsAreNotStrings,
  foldersOneByOne,
  oneClock,
} from "./gate/rules/ambient.ts";
import {
  idsAreNotGuessable,
  patternsAreOurs,
  secretsInConstantTime,
} from "./gate/rules/secrets.ts";
import { importingDoesNothing, noModuleState } from "./gate/rules/state.ts";
import { lineOf, parse, readSources, type Rule } from "./gate/source.ts";

const RULES: readonly Rule[] = [
  foldersOneByOne,
  noModuleState,
  importingDoesNothing,
  environmentIsConfig,
  oneClock,
  dynamicImports,
  errorsAreNotStrings,
  secretsInConstantTime,
  patternsAreOurs,
  idsAreNotGuessable,
];

const sources = readSources();

for (const rule of RULES) {
  test(`no source file ${rule.name}`, () => {
    const places = sources
      .filter(({ path }) => rule.applies(path))
      .flatMap((source) =>
        rule.find(source).map(({ offset, what }) => {
          return `${source.path}:${lineOf(source.text, offset)}: ${what}`;
        }),
      );
    assert.deepEqual(places, []);
  });

  test(`the rule sees a file that ${rule.name}, and nothing else`, () => {
    for (const text of rule.bad) {
      assert.notDeepEqual(rule.find(parse("bad.ts", text)), [], `not seen: ${text}`);
    }
    for (const text of rule.good) {
      assert.deepEqual(rule.find(parse("good.ts", text)), [], `seen by mistake: ${text}`);
    }
  });
}
