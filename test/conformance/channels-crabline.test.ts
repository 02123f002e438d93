import { startTelegramServer } from "@openclaw/crabline";
import { RecordingHost, until } from "@zero/channel/conformance";
import { createTelegram } from "@zero/channel-telegram";
import type { ConversationId } from "@zero/channel";
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";

const ANN = 5151;
const growth = { initialMs: 5, maxMs: 40 };

/** A Bot API that others wrote, and an account on it. */
async function onCrabline(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), "zero-crabline-"));
  const server = await startTelegramServer({ recorderPath: join(folder, "events.jsonl") });
  const { apiRoot, adminInboundUrl } = server.manifest.endpoints;
  const { botToken, adminToken } = server.manifest;
  const host = new RecordingHost();
  const plugin = createTelegram({ delays: { network: growth, conflict: growth } });
  const account = plugin.open({ apiRoot, botToken }, host);
  t.after(async () => {
    await account.stop();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const say = async (text: string) => {
    const response = await fetch(adminInboundUrl, {
      method: "POST",
      headers: { "content-type": "application/json", "x-crabline-admin-token": adminToken },
      body: JSON.stringify({ chatId: ANN, senderId: ANN, senderName: "Ann", text }),
    });
    assert.equal(response.status, 200, await response.text());
  };
  return { host, plugin, account, say };
}

test("a Bot API that others wrote agrees about messages, positions and answers (A10, A11)", async (t) => {
  const { host, plugin, account, say } = await onCrabline(t);
  account.start();
  await until("linked", () => host.state?.kind === "linked");
  const texts = ["hello", "👩‍👩‍👧‍👦 שלום", "<b>&amp;"];
  for (const text of texts) await say(text);
  await until("stored", () => host.disk.texts.length === texts.length);
  assert.deepEqual(host.disk.texts, texts);
  assert.equal(host.disk.messages[0]?.address.conversation, `${ANN}`);
  assert.equal(host.disk.messages[0]?.group, false);

  for (let n = 0; n < 10; n += 1) {
    const stopped = account.stop();
    account.start();
    await stopped;
    account.start();
  }
  await say("after ten restarts");
  await until("stored", () => host.disk.texts.length === texts.length + 1);
  assert.equal(host.disk.duplicates, 0);
  const conflicts = host.states.filter((one) => one.kind === "waiting");
  assert.deepEqual(conflicts, [], "no conflict with itself");

  const to = `${ANN}` as ConversationId;
  const markdown =
    "# Title\n\n**bold** & `code`\n\n```ts\nlet a = 1 < 2;\n```\n\n- [x](https://e.org)\n";
  for (const text of [...plugin.split(markdown), ...plugin.split("😀 long ".repeat(2_000))]) {
    const { remoteId } = await account.send(
      to,
      { text, replyTo: host.disk.messages[0]?.remoteId },
      "k",
    );
    assert.match(remoteId, /^\d+:5151:\d+$/);
  }
  await account.setTyping?.(to);
});
