import { relative } from "node:path";
import type { TestEvent } from "node:test/reporters";
import { inspect } from "node:util";
import { ROOT } from "./child.ts";

export interface Totals {
  tests: number;
  passed: number;
  failed: number;
  skipped: number;
}

interface Failure {
  file: string;
  title: string;
  reason: string;
}

/** What a runner reports about one file while its tests run. */
interface FileRecord {
  passed: number;
  failed: number;
  errors: string[];
}

/** The runner only notes this; for us an error that arrives after its test is a failed test. */
const LATE = "generated asynchronous activity after the test ended";

const STUCK = "did not end in time and was stopped";
const LEFT_OPEN = "A test never settled, or it left a timer, a socket or a process behind.";

/** Lines of a crashed file's stderr that are worth showing. */
const STDERR_LINES_MAX = 40;

/**
 * Counts test events and remembers failures in full, so that they can be read at the end, together.
 * A suite is not counted, nor is a file that failed only because one of its tests did.
 */
export class TestReport {
  readonly #files = new Map<string, FileRecord>();
  readonly #failures: Failure[] = [];
  readonly #print: (line: string) => void;
  #skipped = 0;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  get totals(): Totals {
    const records = [...this.#files.values()];
    const passed = records.reduce((sum, file) => sum + file.passed, 0);
    const failed = records.reduce((sum, file) => sum + file.failed, 0);
    return { tests: passed + failed + this.#skipped, passed, failed, skipped: this.#skipped };
  }

  take(event: TestEvent): void {
    if (event.type === "test:pass" && event.data.details.type !== "suite") this.#passed(event.data);
    else if (event.type === "test:fail") this.#failed(event.data);
    else if (event.type === "test:diagnostic" && event.data.message.includes(LATE)) {
      this.#fail(nameOf(event.data.file), "after the end of a test", event.data.message);
    } else if (event.type === "test:stderr") this.#stderr(event.data);
    else if (event.type === "test:stdout") this.#print(`     ${event.data.message.trimEnd()}`);
    else if (event.type === "test:summary" && event.data.file) this.#closed(event.data);
  }

  /** Every failure with its place and reason; empty when there is none. */
  failures(): string[] {
    return this.#failures.flatMap(({ file, title, reason }) => [
      `FAIL ${file}: ${title}`,
      ...reason.split("\n").map((line) => `     ${line}`),
      "",
    ]);
  }

  #passed(data: TestEventData<"test:pass">): void {
    if (data.skip !== undefined || data.todo !== undefined) this.#skipped += 1;
    else this.#record(nameOf(data.file)).passed += 1;
  }

  #failed(data: TestEventData<"test:fail">): void {
    const { error, type } = data.details;
    if (type === "suite" && failureType(error) === "subtestsFailed") return;
    const file = nameOf(data.file ?? data.name);
    const { failed, errors } = this.#record(file);
    const isFile = data.name === data.file;
    if (isFile && failed > 0) return;
    const stderr = errors.slice(-STDERR_LINES_MAX).join("");
    if (isFile && failureType(error) === "testAborted")
      this.#fail(file, STUCK, stderr || LEFT_OPEN);
    else if (isFile) this.#fail(file, "did not run to its end", stderr || reasonOf(error));
    else this.#fail(`${file}:${data.line ?? 0}`, data.name, reasonOf(error));
  }

  #fail(place: string, title: string, reason: string): void {
    const file = place.replace(/:\d+$/, "");
    this.#record(file).failed += 1;
    this.#failures.push({ file: place, title, reason });
    this.#print(`FAIL ${place}: ${title}`);
  }

  #stderr({ file, message }: TestEventData<"test:stderr">): void {
    const { errors } = this.#record(nameOf(file));
    errors.push(message);
    if (errors.length > 10 * STDERR_LINES_MAX) errors.splice(0, STDERR_LINES_MAX);
  }

  #closed(data: TestEventData<"test:summary">): void {
    const name = nameOf(data.file);
    const { passed, failed } = this.#record(name);
    const seconds = (data.duration_ms / 1000).toFixed(1);
    this.#print(`${failed > 0 ? "FAIL" : "ok  "} ${name}  ${passed + failed} tests, ${seconds} s`);
  }

  #record(file: string): FileRecord {
    let record = this.#files.get(file);
    if (!record) this.#files.set(file, (record = { passed: 0, failed: 0, errors: [] }));
    return record;
  }
}

type TestEventData<Type extends TestEvent["type"]> = Extract<TestEvent, { type: Type }>["data"];

function nameOf(file: string | undefined): string {
  return file ? relative(ROOT, file) : "unknown file";
}

function failureType(error: Error): unknown {
  return "failureType" in error ? error.failureType : undefined;
}

/** The reason as a person needs it: the test's own error with its stack, not the runner's. */
function reasonOf(error: Error): string {
  const reason = error.cause ?? error;
  if (typeof reason === "string") return reason;
  return inspect(reason, { depth: 6, breakLength: 96 });
}
