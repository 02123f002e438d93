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

/** The runner only notes this; for us an error that arrives after its test is a failed test. */
const LATE = "generated asynchronous activity after the test ended";
const LEFT_OPEN = "A test never settled, or it left a timer, a socket or a process behind.";

/** Lines of a crashed file's stderr that are worth showing. */
const STDERR_LINES_MAX = 40;

type DataOf<Type extends TestEvent["type"]> = Extract<TestEvent, { type: Type }>["data"];

/**
 * What the tests of one file did, whose process had this report to itself. A suite is not counted,
 * nor is a file that failed only because one of its tests did.
 */
export class FileReport {
  readonly file: string;
  /** Every failure with its place and reason, for the end of the whole run. */
  readonly failures: string[] = [];
  readonly #print: (line: string) => void;
  readonly #stderr: string[] = [];
  readonly #startedAt = performance.now();
  #passed = 0;
  #failed = 0;
  #skipped = 0;

  /** `file` is absolute. */
  constructor(file: string, print: (line: string) => void) {
    this.file = file;
    this.#print = print;
  }

  get totals(): Totals {
    const [passed, failed, skipped] = [this.#passed, this.#failed, this.#skipped];
    return { tests: passed + failed + skipped, passed, failed, skipped };
  }

  take(event: TestEvent): void {
    if (event.type === "test:pass") this.#pass(event.data);
    else if (event.type === "test:fail") this.#fail(event.data);
    else if (event.type === "test:diagnostic" && event.data.message.includes(LATE)) {
      this.#note("after the end of a test", event.data.message);
    } else if (event.type === "test:stderr") this.#keep(event.data.message);
    else if (event.type === "test:stdout") this.#print(`     ${event.data.message.trimEnd()}`);
  }

  /** To be called when the process of the file has ended. */
  close(): void {
    if (this.totals.tests === 0)
      this.#note("holds no test", "A file without a test proves nothing.");
    const { tests, failed } = this.totals;
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(1);
    const name = relative(ROOT, this.file);
    this.#print(`${failed > 0 ? "FAIL" : "ok  "} ${name}  ${tests} tests, ${seconds} s`);
  }

  #pass({ name, details, skip, todo }: DataOf<"test:pass">): void {
    if (details.type === "suite" || name === this.file) return;
    if (skip !== undefined || todo !== undefined) this.#skipped += 1;
    else this.#passed += 1;
  }

  #fail({ name, file, line, details: { error, type } }: DataOf<"test:fail">): void {
    if (type === "suite" && failureType(error) === "subtestsFailed") return;
    if (name !== this.file) {
      const place = file && file !== this.file ? `${relative(ROOT, file)}:${line}` : `${line}`;
      this.#note(`${place}: ${name}`, reasonOf(error));
    } else if (failureType(error) === "testAborted") {
      this.#note("did not end in time and was stopped", this.#stderr.join("") || LEFT_OPEN);
    } else if (this.#failed === 0) {
      this.#note("did not run to its end", this.#stderr.join("") || reasonOf(error));
    }
  }

  #note(what: string, reason: string): void {
    this.#failed += 1;
    const title = `FAIL ${relative(ROOT, this.file)}:${/^\d/.test(what) ? "" : " "}${what}`;
    this.#print(title);
    this.failures.push([title, ...reason.split("\n").map((line) => `     ${line}`), ""].join("\n"));
  }

  #keep(message: string): void {
    this.#stderr.push(message);
    if (this.#stderr.length > STDERR_LINES_MAX) this.#stderr.shift();
  }
}

/** The sum of all files. */
export function sumOf(reports: readonly FileReport[]): Totals {
  const sum = { tests: 0, passed: 0, failed: 0, skipped: 0 };
  for (const { totals } of reports) {
    sum.tests += totals.tests;
    sum.passed += totals.passed;
    sum.failed += totals.failed;
    sum.skipped += totals.skipped;
  }
  return sum;
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
