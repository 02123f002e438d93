import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { echoAfterTool } from "./script.ts";
import { startModel, type ModelSimulator } from "./server.ts";

let model: ModelSimulator;
before(async () => void (model = await startModel({ chunkLength: 4 })));
after(() => model.close());

const ask = (body: object) =>
  fetch(`${model.baseUrl}/chat/completions`, { method: "POST", body: JSON.stringify(body) });

/** The data of every event of a stream, `[DONE]` left out. */
async function events(
  response: Response,
): Promise<{ choices: { delta: { content?: string } }[] }[]> {
  const lines = (await response.text()).split("\n\n").filter((line) => line !== "");
  assert.equal(lines.pop(), "data: [DONE]");
  return lines.map((line) => JSON.parse(line.slice(6)));
}

describe("the model simulator", () => {
  it("says back the nonce of the newest user message, streamed and whole", async () => {
    const messages = [{ role: "user", content: "nonce-123 😀" }];
    const streamed = await events(await ask({ model: "m", messages, stream: true }));
    const words = streamed.map((event) => event.choices[0]?.delta.content ?? "").join("");
    assert.equal(words, "echo: nonce-123 😀");
    const whole = (await (await ask({ model: "m", messages })).json()) as {
      choices: { message: { content: string } }[];
    };
    assert.equal(whole.choices[0]?.message.content, "echo: nonce-123 😀");
  });

  it("calls a tool first, where it is offered, and answers by the request alone", async () => {
    model.use(echoAfterTool({ name: "clock", arguments: { zone: "UTC" } }));
    const user = { role: "user", content: "n7" };
    const tools = [{ type: "function", function: { name: "clock" } }];
    const first = await (await ask({ model: "m", messages: [user], tools })).text();
    assert.match(first, /"tool_calls":\[\{"id":"call_0_clock"/);
    assert.equal(await (await ask({ model: "m", messages: [user], tools })).text(), first);
    const tool = { role: "tool", tool_call_id: "call_0_clock", content: "noon" };
    const second = await (await ask({ model: "m", messages: [user, tool], tools })).text();
    assert.match(second, /echo: n7 \(clock: noon\)/);
  });

  it("refuses on request and remembers what it was asked", async () => {
    const refusal = { status: 429, message: "slow down", retryAfterSeconds: 2 };
    model.use(() => refusal);
    const response = await ask({ model: "m", messages: [] });
    assert.equal(response.status, 429);
    assert.equal(response.headers.get("retry-after"), "2");
    assert.ok(model.stats.requests >= 6);
    assert.equal(model.requests.at(-1)?.model, "m");
  });
});
