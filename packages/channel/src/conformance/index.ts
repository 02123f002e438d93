/**
 * The suite that every channel passes, on a fake network of its own. Call `describeChannel` in a
 * file that `node:test` runs; each test gets a fresh network from `makeHarness`.
 */
import { describe } from "node:test";
import type { MakeHarness } from "./harness.ts";
import { describeInbound } from "./inbound.ts";
import { describeLifecycle } from "./lifecycle.ts";
import { describeOutbound } from "./outbound.ts";

export type { ChannelHarness, FakeNetwork, MakeHarness, SendFault } from "./harness.ts";
export { Disk, RecordingHost } from "./recording-host.ts";
export { until } from "./trial.ts";

export function describeChannel(name: string, makeHarness: MakeHarness): void {
  describe(`channel ${name}`, { concurrency: 4 }, () => {
    describeLifecycle(makeHarness);
    describeInbound(makeHarness);
    describeOutbound(makeHarness);
  });
}
