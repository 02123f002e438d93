import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { settingsOf } from "./settings.ts";
import { checkAddress, readToken, SetupProblem, withoutToken } from "./token.ts";

const TOKEN = "123456:AAabcdefghijklmnopqrstuvwxyz012345_";
let folder = "";
before(async () => void (folder = await mkdtemp(join(tmpdir(), "zero-token-"))));
after(() => rm(folder, { recursive: true }));

const problem = async (config: Parameters<typeof settingsOf>[0]) => {
  const error = await readToken(settingsOf(config)).catch((reason: unknown) => reason);
  assert.ok(error instanceof SetupProblem);
  return error.message;
};

describe("the bot's token", () => {
  it("comes from its file, else from the configuration, plain or wrapped", async () => {
    const tokenFile = join(folder, "token");
    await writeFile(tokenFile, `${TOKEN}\n`);
    assert.equal(await readToken(settingsOf({ tokenFile, botToken: "1:other" })), TOKEN);
    assert.equal(await readToken(settingsOf({ botToken: TOKEN })), TOKEN);
    assert.equal(await readToken(settingsOf({ botToken: { reveal: () => TOKEN } })), TOKEN);
  });

  it("is asked for with a sentence when it is missing, wrong or cannot be read", async () => {
    assert.match(await problem({}), /@BotFather/);
    assert.match(await problem({ botToken: "  " }), /there is no bot token/);
    for (const botToken of ["nonsense", "1:a/../b", "1:a b", `${TOKEN}?x=1`, ":x", "1:"]) {
      const message = await problem({ botToken });
      assert.match(message, /wrong form/);
      assert.ok(!message.includes(botToken), "a wrong token is not shown either (SR30)");
    }
    assert.match(await problem({ tokenFile: join(folder, "none") }), /cannot be read \(ENOENT\)/);
  });

  it("is taken out of any text, also when it was encoded (SR30)", () => {
    const text = `GET https://x/bot${TOKEN}/getMe ${encodeURIComponent(TOKEN)} ${TOKEN.slice(7)}`;
    assert.ok(!withoutToken(text, TOKEN).includes("AAabcdefgh"));
  });

  it("goes to an address that is one", () => {
    checkAddress(settingsOf({}));
    checkAddress(settingsOf({ apiRoot: "http://127.0.0.1:8081/" }));
    assert.throws(() => checkAddress(settingsOf({ apiRoot: "http://[bad" })), SetupProblem);
  });
});
