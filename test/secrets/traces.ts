import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess, type GatewayOptions } from "../support/gateway-process.ts";
import { filesBelow } from "../support/machine/files.ts";
import { listeningSockets } from "../support/machine/processes.ts";
import { Aviary } from "./canaries.ts";

type Scope = Pick<TestContext, "after">;

/** A gateway full of secrets, in a home of its own, and what it leaves there. */
class Holder {
  readonly aviary: Aviary;
  readonly cli: CliHome;
  readonly #t: Scope;
  readonly #env: Readonly<Record<string, string>>;

  constructor(t: Scope, seed: number) {
    this.#t = t;
    this.aviary = new Aviary(seed);
    this.cli = CliHome.make(t);
    this.cli.config({
      gateway: {
        mode: "local",
        auth: { token: this.aviary.add("configuration", "token", true) },
        remote: { token: this.aviary.add("configuration", "remote", true) },
      },
    });
    this.#env = this.aviary.fill("environment", "VARIABLE_", 10);
  }

  async start(options: GatewayOptions = {}, variables = {}): Promise<GatewayProcess> {
    const env = { ...this.#env, ...variables };
    const all = { home: this.cli.home, args: ["--port", "0"], env, ...options };
    const gateway = GatewayProcess.spawn(all);
    this.#t.after(() => gateway.clean());
    await gateway.ready();
    return gateway;
  }

  /** Files with the memory or the state of a process in them, wherever they are. */
  get dumps(): string[] {
    return filesBelow(this.cli.home).filter((path) => DUMP.test(basename(path)));
  }

  /** What it wrote beside its state directory. */
  get strays(): string[] {
    return filesBelow(this.cli.home).filter((path) => !path.startsWith(this.cli.path(".zero/")));
  }
}

const DUMP =
  /\.(heapsnapshot|heapprofile|cpuprofile)$|^report\..*\.json$|^core(\.\d+)?$|^(isolate|node_trace).*\.log$/i;

/** Loaded into a gateway, it does this at SIGUSR2. */
const planted = (deed: string) => {
  const code = `process.on("SIGUSR2", () => { ${deed} })`;
  return ["--import", `data:text/javascript,${encodeURIComponent(code)}`];
};

const THROW = 'throw new Error("planted");';
const REJECT = 'for (let index = 0; index < 20; index += 1) Promise.reject(new Error("planted"));';

export interface Traces {
  /** How many ways to end or to be signalled were gone through. */
  readonly ways: number;
  /** What should not be there; has to stay empty. */
  readonly dumps: readonly string[];
  /** Doors that a signal opened; has to stay empty. */
  readonly opened: readonly string[];
}

/**
 * Goes through the signals that make a runtime write down its memory or open its debugger, and
 * through the defects that end a gateway: nothing of that is left afterwards.
 */
export async function lookForTraces(t: Scope, seed: number): Promise<Traces> {
  const holder = new Holder(t, seed);
  const opened: string[] = [];
  let ways = 0;
  const quiet = await holder.start();
  const before = listeningSockets(quiet.pid);
  quiet.child.kill("SIGUSR1");
  await quiet.until(() => /SIGUSR1 restart ignored/.test(quiet.stdout), 20_000, "the warning");
  opened.push(...listeningSockets(quiet.pid).filter((socket) => !before.includes(socket)));
  if (before.length === 0) opened.push("nothing listened before either");
  ways += 1;
  // Nobody listens to these, so they end it at once.
  for (const signal of ["SIGUSR2", "SIGHUP"] as const) {
    const gateway = signal === "SIGUSR2" ? quiet : await holder.start();
    gateway.child.kill(signal);
    await gateway.exited;
    ways += 1;
  }
  // A report of an exception is asked for; the gateway catches it, so there is none.
  const asked = { NODE_OPTIONS: "--report-uncaught-exception --report-on-fatalerror" };
  for (const deed of [THROW, REJECT]) {
    for (const variables of [{}, asked]) {
      const gateway = await holder.start({ runtimeArgs: planted(deed) }, variables);
      gateway.child.kill("SIGUSR2");
      const { code } = await gateway.exited;
      if (code !== 1) throw new Error(`a gateway with a defect left with ${code}`);
      ways += 1;
    }
  }
  return { ways, dumps: [...new Set([...holder.dumps, ...holder.strays])], opened };
}

export interface AskedFor {
  /** The names of what was written, and who may use it. */
  readonly files: readonly { readonly name: string; readonly mode: number }[];
  /** Secrets in the report. */
  readonly inReport: readonly string[];
}

/** What an operator gets who has the runtime write down its memory and a report at a signal. */
export async function askForTraces(t: Scope, seed: number): Promise<AskedFor> {
  const holder = new Holder(t, seed);
  const NODE_OPTIONS =
    "--heapsnapshot-signal=SIGUSR2 --report-on-signal --report-signal=SIGHUP --report-uncaught-exception";
  const gateway = await holder.start({}, { NODE_OPTIONS });
  gateway.child.kill("SIGHUP");
  await gateway.until(() => holder.dumps.some(isReport), 20_000, "the report");
  gateway.child.kill("SIGUSR2");
  await gateway.until(() => holder.dumps.some((path) => !isReport(path)), 20_000, "the snapshot");
  await gateway.stop();
  const { dumps, aviary } = holder;
  const reports = dumps.filter(isReport).map((path) => readFileSync(path, "utf8"));
  return {
    files: dumps.map((path) => ({ name: basename(path), mode: statSync(path).mode & 0o777 })),
    inReport: aviary.in(reports.join("\n"), ["configuration", "environment"]),
  };
}

const isReport = (path: string) => path.endsWith(".json");
