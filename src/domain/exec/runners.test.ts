import assert from "node:assert/strict";
import { test } from "node:test";
import { isRunner } from "./runners.ts";

test("SR20 programs that run what they are given are known by their real names, with any version", () => {
  const runners = [
    "/usr/bin/bash",
    "/bin/sh",
    "/usr/bin/python3.13",
    "/opt/ruby/bin/ruby-3.4",
    "/usr/bin/env",
    "/usr/bin/find",
    "/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
    "/usr/bin/git",
    "/usr/bin/perl5.36.0",
    "/usr/bin/busybox",
  ];
  for (const path of runners) assert.equal(isRunner(path), true, path);
  const others = ["/usr/bin/true", "/home/ana/build.sh", "/usr/bin/uptime", "/usr/bin/shred"];
  for (const path of others) assert.equal(isRunner(path), false, path);
});
