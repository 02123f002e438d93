import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { bypassCommands, bypassTexts } from "../support/exec/bypass-commands.ts";
import { ExecGateway } from "../support/exec/gateway.ts";
import { EVIL, ExecNode } from "../support/exec/node.ts";

function world(t: TestContext) {
  const node = new ExecNode();
  const gateway = new ExecGateway(node);
  t.after(() => {
    gateway.exec.stop();
    node.clean();
  });
  return { node, gateway };
}

/** Allows what lists of "safe" programs hold for good, and once what runs other programs. */
async function allowSome({ node, gateway }: ReturnType<typeof world>): Promise<number> {
  gateway.answerAll("allow-always");
  const kept = [
    ["sort", "x"],
    ["head", "-c1", "/dev/null"],
    [node.stub, "safe"],
  ];
  for (const command of kept) await gateway.invoke({ command });
  gateway.answerAll("allow-once");
  const once = [
    ["env", "true"],
    ["sh", "-c", "true"],
    ["sh"],
    ["xargs", "true"],
    ["find", ".", "-maxdepth", "0"],
  ];
  for (const command of once) await gateway.invoke({ command });
  node.forgetRuns();
  gateway.answerAll("deny");
  const { file } = await gateway.exec.view.nodeAllowances.get("node-of-the-test");
  return file.allowlist.length;
}

test("no published way around an approval runs anything, with common tools allowed (SR20, D-32)", async (t) => {
  const { node, gateway } = world(t);
  assert.equal(await allowSome({ node, gateway }), 3);
  const commands = bypassCommands(node.stub);
  assert.ok(commands.length >= 600, `${commands.length}`);
  for (const command of commands) {
    const error = { code: /^(INVALID_REQUEST|UNAVAILABLE)$/ };
    await assert.rejects(gateway.invoke({ command }), error, JSON.stringify(command));
  }
  assert.deepEqual(node.runs(), []);
});

test("shell text in the place of arguments is refused before anybody is asked (SR20)", async (t) => {
  const { node, gateway } = world(t);
  gateway.answerAll("allow-once");
  const texts = bypassTexts(node.stub);
  assert.ok(texts.length >= 150, `${texts.length}`);
  for (const text of texts) {
    for (const params of [{ command: text }, { command: [node.stub], rawCommand: text }, text]) {
      await assert.rejects(gateway.invoke(params), { code: "INVALID_REQUEST" });
    }
  }
  assert.equal(gateway.requests, 0);
  assert.deepEqual(node.runs(), []);
});

test("an approved command with a shell text in an argument gets it as text (SR20)", async (t) => {
  const { node, gateway } = world(t);
  gateway.answerAll("allow-once");
  const texts = bypassTexts(node.path("other"));
  node.program("other", EVIL);
  const command = [node.stub, ...texts.slice(0, 200)];
  assert.equal((await gateway.invoke({ command })).payload.success, true);
  assert.deepEqual(node.runs(), [command.slice(1)]);
});
