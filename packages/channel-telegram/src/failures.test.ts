import { SendError } from "@zero/channel";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Refusal } from "./bot-api.ts";
import { sendErrorOf, setbackOf } from "./failures.ts";
import { SetupProblem } from "./token.ts";
import { WireError } from "./wire.ts";

describe("what a failure means", () => {
  it("for a send: only what certainly had no effect is tried again", () => {
    const failure = (error: unknown) => sendErrorOf(error).failure;
    assert.equal(failure(new Refusal(400, "Bad Request: chat not found")), "rejected");
    assert.equal(failure(new Refusal(403, "Forbidden: bot was blocked by the user")), "rejected");
    assert.equal(failure(new Refusal(429, "Too Many Requests", 3_000)), "retry");
    assert.equal(sendErrorOf(new Refusal(429, "Too Many Requests", 3_000)).retryAfterMs, 3_000);
    assert.equal(failure(new Refusal(401, "Unauthorized")), "retry");
    assert.equal(failure(new Refusal(502, "Bad Gateway")), "uncertain");
    assert.equal(failure(new WireError("unreachable", false, "refused")), "retry");
    assert.equal(failure(new WireError("stopped", false, "stopped")), "retry");
    assert.equal(failure(new WireError("cut", true, "cut")), "uncertain");
    assert.equal(failure(new WireError("late", true, "late")), "uncertain");
    assert.equal(failure(new WireError("unreadable", true, "html")), "uncertain");
    assert.equal(failure(new TypeError("a defect")), "uncertain");
    const own = new SendError("rejected", "too long");
    assert.equal(sendErrorOf(own), own);
  });

  it("for the account: it waits for what passes and asks a person for what does not", () => {
    const pace = (error: unknown) => {
      const setback = setbackOf(error);
      return setback.kind === "wait" ? setback.pace : setback.kind;
    };
    assert.equal(pace(new Refusal(409, "Conflict: terminated by other getUpdates")), "conflict");
    assert.deepEqual(pace(new Refusal(429, "slow down", 7_000)), { afterMs: 7_000 });
    assert.equal(pace(new Refusal(500, "oops")), "network");
    assert.equal(pace(new WireError("cut", true, "cut")), "network");
    assert.equal(pace(new TypeError("a defect")), "network");
    for (const error of [new Refusal(401, "Unauthorized"), new Refusal(404, "Not Found")]) {
      const setback = setbackOf(error);
      assert.equal(setback.kind, "unlink");
      assert.match(setback.reason, /@BotFather/, "it says what to do");
    }
    assert.equal(pace(new SetupProblem("no token")), "unlink");
  });
});
