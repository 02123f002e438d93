import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { turnRequest } from "../../test/support/agent/run-fixture.ts";
import { temporaryFolder, temporaryStore } from "../../test/support/store.ts";
import { Environment } from "../config/environment.ts";
import { loadConfig } from "../config/load.ts";
import { RunningConfig } from "../config/reload/running.ts";
import { pathsOf } from "../config/paths.ts";
import { systemClock } from "../kernel/clock.ts";
import { silentLog } from "../kernel/log.ts";
import { introduce } from "./introduce.ts";

const NO_RECORDS = { records: { debug: 0, info: 0, warn: 0, error: 0 }, folded: 0, lost: 0 };

/** Real features on a real store, with nothing started. */
async function spineOf(t: TestContext, file: object) {
  const home = temporaryFolder(t);
  writeFileSync(join(home, "zero.json"), JSON.stringify(file));
  const env = Environment.ofProcess({ ZERO_CONFIG_PATH: join(home, "zero.json") });
  const paths = pathsOf(undefined, env, home);
  const store = await temporaryStore(t);
  const spine = introduce({
    running: new RunningConfig(loadConfig({ paths, env })),
    problem: undefined,
    objection: () => undefined,
    restarts: { request: () => undefined, requestUnlessWaiting: () => undefined },
    paths,
    version: "1.2.3",
    log: {
      ...silentLog,
      stats: NO_RECORDS,
      adopt: () => undefined,
      close: () => Promise.resolve(),
    },
    clock: systemClock,
    store,
  });
  return { store, spine };
}

test("SR32: whoever talks to the agent learns how channels are and no path of the host", async (t) => {
  const tokenFile = "/home/ann/private/token";
  const { store, spine } = await spineOf(t, {
    agents: { defaults: { model: { primary: "builtin/offline" } } },
    channels: { telegram: { tokenFile } },
  });
  await spine.channels.start();
  t.after(() => spine.channels.stop());
  const request = turnRequest("status");
  await store.commit(spine.sessions.opened(request, 1));
  const { outcome } = await spine.agent.execute({
    run: { ...request, state: "running", attempts: 1, acceptedAt: 0 },
    request,
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  assert.match(outcome.text, /Telegram: not linked/);
  assert.doesNotMatch(outcome.text, /private/);
  assert.match(await spine.health.status(), /ann\/private/, "the owner is told why");
});

test("status names the model that answers also when none is configured", async (t) => {
  const { spine } = await spineOf(t, {});
  await spine.agent.models.detect();
  const { ref } = await spine.agent.models.current();
  const status = JSON.parse(await spine.health.status()) as {
    sessions: { defaults: { model: string } };
  };
  assert.equal(status.sessions.defaults.model, ref);
  const { modelProvider, model } = (await spine.sessions.list({})).defaults;
  assert.equal(`${modelProvider}/${model}`, ref);
});
