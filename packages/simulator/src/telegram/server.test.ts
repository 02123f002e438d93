import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startTelegram, type TelegramSimulator } from "./server.ts";

interface Answer {
  ok: boolean;
  result: never;
  description?: string;
  error_code?: number;
  parameters?: object;
}

let telegram: TelegramSimulator;
before(async () => void (telegram = await startTelegram()));
after(() => telegram.close());

async function call(method: string, params: object = {}, token = telegram.token): Promise<Answer> {
  const response = await fetch(`${telegram.apiRoot}/bot${token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Answer;
}

const said = async (method: string, params: object) => (await call(method, params)).description;

describe("the Telegram simulator", () => {
  it("knows its token and its methods", async () => {
    assert.equal((await call("getMe")).ok, true);
    assert.equal((await call("GETME")).ok, true);
    assert.equal((await call("getMe", {}, "1:wrong")).error_code, 401);
    assert.equal((await call("getMe", {}, "nonsense")).error_code, 404);
    assert.match((await said("sendRocket", {})) ?? "", /^Not Found/);
    assert.match((await said("getMe", { typo: 1 })) ?? "", /knows no parameter "typo"/);
  });

  it("takes JSON, forms, multipart and queries", async () => {
    telegram.meet(7);
    const url = `${telegram.apiRoot}/bot${telegram.token}/sendMessage`;
    const form = new FormData();
    for (const [name, value] of [
      ["chat_id", "7"],
      ["text", "multipart"],
    ] as const)
      form.set(name, value);
    await fetch(url, { method: "POST", body: form });
    await fetch(url, { method: "POST", body: new URLSearchParams({ chat_id: "7", text: "form" }) });
    await fetch(`${url}?chat_id=7&text=query`);
    await call("sendMessage", { chat_id: 7, text: "json" });
    const texts = telegram.sentTo(7).map((message) => message.text);
    assert.deepEqual(texts, ["multipart", "form", "query", "json"]);
  });

  it("takes polls, and refuses those that Telegram refuses", async () => {
    telegram.meet(9);
    const asked = { chat_id: 9, question: "tea?", options: [{ text: "yes" }, { text: "no" }] };
    const answer = await call("sendPoll", { ...asked, open_period: 3600 });
    assert.deepEqual([answer.ok, answer.description], [true, undefined]);
    const [sent] = telegram.sentTo(9);
    assert.equal(sent?.poll?.question, "tea?");
    assert.equal(sent?.poll?.open_period, 3600);
    const many = Array.from({ length: 13 }, (_, at) => ({ text: `${at}` }));
    for (const [change, expected] of [
      [{ question: " " }, /question must be non-empty/],
      [{ question: "😀".repeat(301) }, /question length must not exceed 300/],
      [{ options: [{ text: "one" }] }, /at least 2/],
      [{ options: many }, /more than 12/],
      [{ options: [{ text: "" }, { text: "b" }] }, /options must be non-empty/],
      [{ options: [{ text: "x".repeat(101) }, { text: "b" }] }, /length must not exceed 100/],
      [{ options: ["a", "b"] }, /object expected/],
      [{ open_period: 4 }, /wrong open period/],
      [{ open_period: 2_628_001 }, /wrong open period/],
      [{ chat_id: 999 }, /chat not found/],
      [{ multiple: true }, /knows no parameter/],
    ] as const) {
      assert.match((await said("sendPoll", { ...asked, ...change })) ?? "", expected);
    }
    const longest = { question: "😀".repeat(300), options: many.slice(1) };
    assert.equal((await call("sendPoll", { ...asked, ...longest })).ok, true);
    assert.equal(telegram.sentTo(9).length, 2);
  });

  it("refuses messages that Telegram refuses", async () => {
    telegram.meet(8);
    assert.match((await said("sendMessage", { chat_id: 999, text: "x" })) ?? "", /chat not found/);
    assert.match((await said("sendMessage", { chat_id: 8, text: " " })) ?? "", /text is empty/);
    const long = { chat_id: 8, text: "😀".repeat(2049) };
    assert.match((await said("sendMessage", long)) ?? "", /message is too long/);
    const half = { chat_id: 8, text: "\uD83D" };
    assert.match((await said("sendMessage", half)) ?? "", /encoded in UTF-8/);
    const open = { chat_id: 8, text: "<b>x", parse_mode: "HTML" };
    assert.match((await said("sendMessage", open)) ?? "", /can't parse entities/);
    const reply = { chat_id: 8, text: "x", reply_parameters: { message_id: 4242 } };
    assert.match((await said("sendMessage", reply)) ?? "", /replied not found/);
    telegram.block(8);
    assert.match((await said("sendMessage", { chat_id: 8, text: "x" })) ?? "", /^Forbidden/);
    assert.deepEqual(telegram.sentTo(8), []);
  });

  it("keeps an update until a higher offset confirms it", async () => {
    telegram.say(7, "one");
    telegram.say(7, "two");
    const first = await call("getUpdates", { timeout: 0 });
    const ids = (first.result as { update_id: number }[]).map((update) => update.update_id);
    assert.equal(ids.length, 2);
    assert.deepEqual((await call("getUpdates", { timeout: 0 })).result, first.result);
    await call("getUpdates", { offset: (ids[0] ?? 0) + 1, timeout: 0 });
    assert.equal(telegram.stats.confirmed, ids[0]);
    assert.equal(telegram.stats.pending, 1);
    await call("getUpdates", { offset: (ids[1] ?? 0) + 1, timeout: 0 });
    assert.equal(telegram.stats.pending, 0);
  });

  it("forgets what is below an offset, from whatever numbering that is", async () => {
    telegram.renumber(1_000);
    telegram.say(7, "unread");
    assert.deepEqual((await call("getUpdates", { offset: 400_000_000, timeout: 0 })).result, []);
    assert.equal(telegram.stats.pending, 0);
    const waiting = call("getUpdates", { offset: 400_000_000, timeout: 30 });
    while (!telegram.stats.polling) await new Promise((go) => setTimeout(go, 5));
    telegram.say(7, "unread too");
    assert.deepEqual((await waiting).result, []);
    assert.equal(telegram.stats.pending, 0);
  });

  it("ends a call that waits when another one comes, and counts it", async () => {
    const waiting = call("getUpdates", { timeout: 30 });
    while (!telegram.stats.polling) await new Promise((go) => setTimeout(go, 5));
    const second = call("getUpdates", { timeout: 1 });
    const { error_code, description = "" } = await waiting;
    assert.equal(error_code, 409);
    assert.match(description, /terminated by other getUpdates request/);
    assert.equal((await second).ok, true);
    assert.equal(telegram.stats.overlaps, 1);
  });

  it("breaks in the ways that were planned, then works again", async () => {
    telegram.fault("getMe", { kind: "rate-limit", retryAfterSeconds: 3 });
    assert.deepEqual((await call("getMe")).parameters, { retry_after: 3 });
    telegram.fault("getMe", { kind: "status", code: 502 });
    assert.equal((await call("getMe")).error_code, 502);
    telegram.fault("getMe", { kind: "malformed" });
    await assert.rejects(call("getMe"), SyntaxError);
    telegram.fault("sendMessage", { kind: "cut-before" });
    await assert.rejects(call("sendMessage", { chat_id: 7, text: "lost" }));
    telegram.fault("sendMessage", { kind: "cut-after" });
    await assert.rejects(call("sendMessage", { chat_id: 7, text: "kept" }));
    const texts = telegram.sentTo(7).map((message) => message.text);
    assert.deepEqual([texts.includes("lost"), texts.includes("kept")], [false, true]);
    assert.equal((await call("getMe")).ok, true);
  });

  it("feeds a poller with at least 10,000 messages without losing one", async () => {
    const total = 10_000;
    for (let n = 0; n < total; n += 1) telegram.say(9, `message ${n}`);
    let offset = 0;
    let seen = 0;
    while (seen < total) {
      const { result } = await call("getUpdates", { offset, timeout: 1, limit: 100 });
      const updates = result as { update_id: number }[];
      seen += updates.length;
      offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
    }
    assert.equal(seen, total);
  });
});
