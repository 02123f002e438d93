import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { temporaryFolder } from "../../../test/support/store.ts";
import { Environment } from "../../config/environment.ts";
import { loadConfig } from "../../config/load.ts";
import { pathsOf } from "../../config/paths.ts";
import { RunningConfig } from "../../config/reload/running.ts";
import { silentLog } from "../../kernel/log.ts";
import { Reloader } from "./reloader.ts";

test("a change that waited for the history until the gateway was leaving touches nothing any more", async (t) => {
  const env = Environment.ofProcess({ HOME: temporaryFolder(t) });
  const paths = pathsOf(undefined, env);
  mkdirSync(paths.stateDir, { mode: 0o700 });
  const write = (text: string) => writeFileSync(paths.configPath, text, { mode: 0o600 });
  write("{}");
  const running = new RunningConfig(loadConfig({ paths, env }));
  const touched: string[] = [];
  running.observe(() => touched.push("adopted"));
  const clock = new FakeClock();
  const noticed = Promise.withResolvers<void>();
  const kept = Promise.withResolvers<void>();
  const reloader = new Reloader({
    running,
    services: [],
    clock,
    log: { ...silentLog, error: (message) => touched.push(message) },
    objection: () => undefined,
    scrub: (text) => text,
    restart: () => touched.push("restart"),
    noticed: () => {
      noticed.resolve();
      return kept.promise;
    },
    changed: () => undefined,
    problem: undefined,
    failed: undefined,
  });
  await reloader.start();
  write('{ logging: { level: "debug" } }');
  await clock.advance(150);
  await noticed.promise;
  const stopped = reloader.stop();
  kept.resolve();
  await stopped;
  assert.deepEqual(touched, []);
});
