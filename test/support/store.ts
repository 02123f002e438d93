import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type Clock, systemClock } from "../../src/kernel/clock.ts";
import { silentLog } from "../../src/kernel/log.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";

/** A folder that is gone after the test. */
export function temporaryFolder(t: Pick<TestContext, "after">): string {
  const folder = mkdtempSync(join(tmpdir(), "zero-store-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real database in a folder of its own; both are gone after the test. */
export async function temporaryStore(
  t: Pick<TestContext, "after">,
  options: { clock?: Clock; folder?: string; waitingMax?: number } = {},
): Promise<Database> {
  const { clock = systemClock, waitingMax } = options;
  const folder = options.folder ?? temporaryFolder(t);
  const store = await openDatabase(join(folder, "zero.db"), { clock, log: silentLog, waitingMax });
  t.after(() => store.close());
  return store;
}
