import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";

test("the Telegram simulator runs as a process of its own and obeys its standard input", async (t) => {
  const main = new URL("telegram-main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, [main, "0"], { stdio: ["pipe", "pipe", "inherit"] });
  t.after(() => child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse(`${(await lines.next()).value}`) as Record<string, unknown>;
  const ask = async (command: object) => {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    return (await next()).result;
  };
  const { apiRoot, token } = await next();
  assert.equal(await ask({ do: "say", from: 42, text: "hi" }), 1);
  await ask({ do: "fault", method: "getMe", fault: { kind: "status", code: 500 } });
  const me = await fetch(`${String(apiRoot)}/bot${String(token)}/getMe`);
  assert.equal(me.status, 500);
  const body = new URLSearchParams({ chat_id: "42", text: "hello" });
  await fetch(`${String(apiRoot)}/bot${String(token)}/sendMessage`, { method: "POST", body });
  const [sent] = (await ask({ do: "sent", to: 42 })) as { text: string }[];
  assert.equal(sent?.text, "hello");
  assert.deepEqual(await ask({ do: "reached" }), [42]);
  assert.equal(((await ask({ do: "stats" })) as { pending: number }).pending, 1);
  const gone = once(child, "exit");
  await ask({ do: "close" });
  assert.deepEqual(await gone, [0, null]);
});
