// Loaded into the gateway's process with --import, by the crash proof alone. It watches the
// statements that pass the SQLite driver and ends the process with SIGKILL at a named point: just
// before or just after the COMMIT of the first transaction that holds a given kind of statement.
// The product knows nothing of it.
import { DatabaseSync, StatementSync } from "node:sqlite";

/** What marks a transaction. The first that fits names it. */
const KINDS = {
  accept: /^\s*INSERT INTO inbox/,
  start: /^\s*UPDATE runs SET state = 'running'/,
  answer: /^\s*UPDATE runs SET state = \?, ended_at/,
  sending: /^\s*UPDATE outbox SET state = 'sending'/,
  sent: /^\s*UPDATE outbox SET state = 'sent'/,
  tool: /^\s*INSERT INTO messages/,
};

const [kind = "", side = "", nth = "1"] = (process.env.ZERO_TEST_KILL_AT ?? "").split(":");
const pattern = KINDS[kind];
let left = Number(nth);
let marked = false;

const die = () => process.kill(process.pid, "SIGKILL");

function watch(text) {
  if (pattern?.test(text)) marked = true;
  // A tool's step is a transaction that writes history without starting or ending a run.
  if (kind === "tool" && /^\s*UPDATE runs/.test(text)) marked = false;
}

if (pattern) {
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (text) {
    if (/^\s*COMMIT/.test(text) && marked) {
      marked = false;
      left -= 1;
      if (left === 0 && side === "before") die();
      exec.call(this, text);
      if (left === 0) die();
      return;
    }
    if (/^\s*(BEGIN|ROLLBACK)\b(?! TO)/.test(text)) marked = false;
    exec.call(this, text);
  };
  for (const name of ["run", "get", "all"]) {
    const original = StatementSync.prototype[name];
    StatementSync.prototype[name] = function (...values) {
      watch(this.sourceSQL);
      return original.apply(this, values);
    };
  }
}
