// Loaded into the measured process with --import, by the bench alone: counts commits and measures the delay of the
// event loop between two SIGUSR2, and writes what it saw to the file that ZERO_TEST_PROBE names.
import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { DatabaseSync } from "node:sqlite";

const file = process.env.ZERO_TEST_PROBE;
if (file) {
  let commits = 0;
  let transactions = 0;
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (text) {
    if (text === "COMMIT") transactions += 1;
    if (text.startsWith("RELEASE")) commits += 1;
    exec.call(this, text);
  };
  let delay;
  process.on("SIGUSR2", () => {
    if (!delay) {
      commits = 0;
      transactions = 0;
      delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      writeFileSync(file, "{}");
      return;
    }
    delay.disable();
    const ms = (ns) => ns / 1e6;
    const figures = {
      commits,
      transactions,
      delayP50Ms: ms(delay.percentile(50)),
      delayP99Ms: ms(delay.percentile(99)),
      delayMaxMs: ms(delay.max),
    };
    delay = undefined;
    writeFileSync(file, JSON.stringify(figures));
  });
}
