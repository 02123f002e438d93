#!/usr/bin/env node
import { start } from "./cli/start.lazy.ts";

// 24.16 and later of 24, or 26.1 and later; what this file is written in parses on Node 18.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 24 || major === 25 || (major === 24 && minor < 16) || (major === 26 && minor < 1)) {
  const isGateway = process.argv.includes("gateway");
  process.stderr.write(
    `zero: needs Node 24.16 or newer (not 25), or 26.1 or newer; this is ${process.versions.node}\n`,
  );
  process.exitCode = isGateway ? 78 : 1;
} else await start(process.argv.slice(2), import.meta.url);
