import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../failures.ts";
import { readWords } from "./words.ts";

test("words find their command, and what follows them is its own", () => {
  const cases: [string[], string, string[]][] = [
    [["health", "--json"], "health", ["--json"]],
    [["gateway"], "gateway run", []],
    [["config"], "configure", []],
    [["config", "--section", "model"], "configure", ["--section", "model"]],
    [["gateway", "--port", "1"], "gateway run", ["--port", "1"]],
    [["gateway", "run", "--port", "1"], "gateway run", ["--port", "1"]],
    [["gateway", "call", "health"], "gateway call", ["health"]],
    [["approvals", "allowlist", "remove", "x"], "approvals allowlist remove", ["x"]],
    [["approvals", "approve", "allowlist"], "approvals approve", ["allowlist"]],
    [["help", "gateway", "call"], "gateway call", ["--help"]],
    [["gateway", "help", "stop"], "gateway stop", ["--help"]],
  ];
  for (const [argv, words, rest] of cases) {
    assert.deepEqual(readWords(argv).request, { kind: "run", words, rest });
  }
});

test("`help` behind a group is its help, and never taken for a command of it", () => {
  for (const word of ["help", "--help", "-h"]) {
    assert.deepEqual(readWords(["gateway", word]).request, { kind: "help", group: "gateway" });
  }
  assert.throws(() => readWords(["gateway", "help", "nothing"]), UsageError);
});

test("flags before the command are the program's", () => {
  const { flags, request } = readWords(["--profile=x", "--no-color", "gateway", "--dev"]);
  assert.deepEqual(flags, { profile: "x", color: false });
  assert.deepEqual(request, { kind: "run", words: "gateway run", rest: ["--dev"] });
  assert.deepEqual(readWords(["--dev"]).request, { kind: "help" });
});

test("words that resemble nothing point at the help", () => {
  assert.throws(() => readWords(["qqqqqqqqqq"]), {
    name: UsageError.name,
    message: 'unknown command "qqqqqqqqqq"; `zero --help` lists the commands',
  });
  for (const word of ["toString", "__proto__", "constructor"]) {
    assert.throws(() => readWords([word]), /unknown command/);
    assert.throws(() => readWords(["gateway", word]), /unknown command/);
  }
});

test("`zero daemon …` is what older scripts call the service commands, and nothing else", () => {
  const { request } = readWords(["--profile", "x", "daemon", "restart", "--json"]);
  assert.deepEqual(request, { kind: "run", words: "gateway restart", rest: ["--json"] });
  assert.throws(() => readWords(["daemon", "run"]), /unknown command "daemon"/);
  assert.throws(() => readWords(["daemon"]), /unknown command "daemon"/);
});
