import assert from "node:assert/strict";
import { test } from "node:test";
import { startTelegram } from "@zero/simulator";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const ANA = 700_123_456;
const EVE = 700_999_888;
const TOKEN = "a-token-that-nobody-guesses-0123456789";

test("S171 zero status --all is a report that names nobody and holds no secret, with and without a gateway", async (t) => {
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  const cli = CliHome.make(t);
  const { token: botToken, apiRoot } = telegram;
  cli.config({
    gateway: { mode: "local", auth: { token: TOKEN } },
    channels: { telegram: { botToken, apiRoot, allowFrom: [ANA] } },
  });
  const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  const client = await WireClient.connect(t, gateway.url, { auth: { token: TOKEN } });
  const port = { ZERO_GATEWAY_PORT: `${gateway.port}` };
  telegram.say({ id: ANA, firstName: "Ana", username: "ana_lee" }, "my private words");
  await eventually(() => telegram.sentTo(ANA).length === 1, "an answer");
  telegram.say({ id: EVE, firstName: "Evelyn" }, "let me in");
  telegram.fault("sendMessage", { kind: "status", code: 400, description: "Bad Request: no" });
  telegram.say(ANA, "more private words");
  await eventually(async () => {
    const { counts } = await client.call("queue.list");
    return counts.failed === 1;
  }, "a failed delivery");

  const text = await cli.run(["status", "--all"], port);
  assert.equal(text.status, 0, text.stderr);
  const json = await cli.run(["status", "--all", "--json"], port);
  const report = JSON.parse(json.stdout);
  assert.equal(report.gateway.reachable, true);
  assert.equal(report.answered.queue.failed, 1);
  assert.deepEqual(report.configuration.valid, true);
  assert.deepEqual(
    report.answered.channels.map(({ channel, linked }: Record<string, unknown>) => [
      channel,
      linked,
    ]),
    [["telegram", true]],
  );
  assert.ok(
    report.log.errors.some(({ message }: { message: string }) => /ended as rejected/.test(message)),
    json.stdout,
  );
  assert.match(text.stdout, /^Path: state ~\/\.zero$/m);
  assert.match(text.stdout, /^Queue: 0 running, .*, 1 failed$/m);
  assert.match(text.stdout, /^ {2}\S+Z warn outbox a delivery ended as rejected: .*no/m);

  await gateway.stop();
  const down = await cli.run(["status", "--all"], port);
  assert.equal(down.status, 0);
  assert.match(down.stdout, /not reachable/);
  assert.match(down.stdout, /^Errors in the log \(file\):$/m);
  assert.match(down.stdout, /a delivery ended as rejected/);
  const said = [text, json, down].map(({ stdout, stderr }) => stdout + stderr).join("\n");
  for (const hidden of [
    `${ANA}`,
    `${EVE}`,
    "ana_lee",
    "Evelyn",
    "private words",
    "let me in",
    TOKEN,
    botToken,
    cli.home,
  ]) {
    assert.ok(!said.includes(hidden), `${hidden} in ${said}`);
  }

  cli.config('{ gateway: { mode: "lokal", auth: { token: "x-secret-in-a-bad-file" } } }');
  const broken = await cli.run(["status", "--all"], port);
  assert.equal(broken.status, 0);
  assert.match(broken.stdout, /^Configuration: invalid$\n^ {2}gateway\.mode: /m);
  assert.doesNotMatch(broken.stdout + broken.stderr, /x-secret/);
});
