// Loaded into a gateway: on SIGUSR2 it writes down what the process holds, after a collection.
import { writeFileSync } from "node:fs";

process.on("SIGUSR2", () => {
  globalThis.gc?.();
  setTimeout(() => {
    globalThis.gc?.();
    const events = [
      "SIGTERM",
      "SIGINT",
      "SIGUSR1",
      "unhandledRejection",
      "uncaughtException",
      "exit",
    ];
    const held = {
      heapMb: process.memoryUsage().heapUsed / 1_048_576,
      handles: process.getActiveResourcesInfo().length,
      listeners: events.reduce((sum, event) => sum + process.listenerCount(event), 0),
    };
    writeFileSync(process.env.ZERO_TEST_PROBE, JSON.stringify(held));
  }, 50);
});
