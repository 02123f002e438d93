import assert from "node:assert/strict";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { unusedPort } from "../support/scripted-gateway.ts";

test("S3 S30 S53 --port wins over ZERO_GATEWAY_PORT, which wins over gateway.port, also when the weaker cannot be used", async (t) => {
  const [flag, variable, file] = [await unusedPort(), await unusedPort(), await unusedPort()];
  const config = { gateway: { mode: "local", port: file } };
  const cases: [string[], Record<string, string>, number][] = [
    [["--port", `${flag}`], { ZERO_GATEWAY_PORT: `${variable}` }, flag],
    [["--port", `${flag}`], { ZERO_GATEWAY_PORT: "no number" }, flag],
    [[], { ZERO_GATEWAY_PORT: `${variable}` }, variable],
    [[], { ZERO_GATEWAY_PORT: "" }, file],
  ];
  for (const [args, env, expected] of cases) {
    const gateway = GatewayProcess.spawn({ config, args, env });
    t.after(() => gateway.clean());
    await gateway.ready();
    assert.equal(gateway.port, expected);
    assert.equal(await gateway.stop(), 0);
  }
});

test("S2 S30 V28 a port that is none is 64 on the command line and 78 anywhere else, and named where it stands", async (t) => {
  const cli = CliHome.make(t);
  const config = (port: unknown) => cli.config({ gateway: { mode: "local", port } });
  config(18_789);
  for (const port of ["abc", "-1", "65536", "1e3", "80 80", ""]) {
    const { status, stderr } = await cli.run(["gateway", "--port", port]);
    assert.equal(status, 64, `--port ${port}: ${stderr}`);
    assert.match(stderr, /--port/);
  }
  for (const port of ["abc", "-1", "65536", "80.5"]) {
    const { status, stderr } = await cli.run(["gateway"], { ZERO_GATEWAY_PORT: port });
    assert.equal(status, 78, `ZERO_GATEWAY_PORT=${port}: ${stderr}`);
    assert.match(stderr, /gateway\.port/);
  }
  for (const port of ["abc", -1, 65_536, 80.5, null, []]) {
    config(port);
    const { status, stderr } = await cli.run(["gateway"]);
    assert.equal(status, 78, `gateway.port ${JSON.stringify(port)}: ${stderr}`);
    assert.match(stderr, /zero\.json[^]*gateway\.port/);
  }
});

test("S2 V28 words that the command does not know are 64, with nothing started", async (t) => {
  const cli = CliHome.make(t);
  for (const words of [
    ["--prot", "1"],
    ["--bind", "everywhere"],
    ["--ws-log", "loud"],
    ["--force=yes"],
  ]) {
    const { status, stdout, stderr } = await cli.run(["gateway", ...words]);
    assert.equal(status, 64, stderr);
    assert.equal(stdout, "");
  }
});
