import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FakeChannel } from "../../../test/support/channels/fake-channel.ts";
import { Secret } from "../../kernel/secret.ts";
import { sectionProblems } from "../../domain/channel-section.ts";
import { accessOf, planAccounts } from "./plan.ts";

const manifest = new FakeChannel().plugin;
const plans = (section: unknown) => planAccounts(manifest, section);
const brief = (section: unknown) =>
  plans(section).map(({ account, enabled, credential }) => [account, enabled, credential]);

describe("the accounts of a channel's section", () => {
  it("is the section itself as long as it names no others", () => {
    assert.deepEqual(brief(undefined), []);
    assert.deepEqual(brief({}), [["default", true, undefined]]);
    assert.deepEqual(brief({ token: new Secret("t") }), [["default", true, "token"]]);
    assert.deepEqual(brief({ token: "", file: "/f" }), [["default", true, "file"]]);
  });

  it("keeps the section's own account beside named ones when it signs one in", () => {
    const accounts = { work: { token: "b" } };
    assert.deepEqual(brief({ token: "a", accounts }), [
      ["default", true, "token"],
      ["work", true, "token"],
    ]);
    assert.deepEqual(brief({ accounts }), [["work", true, "token"]]);
    assert.deepEqual(brief({ token: "a", accounts: { default: { file: "/f" } } }), [
      ["default", true, "file"],
    ]);
  });

  it("lets an account's keys win, and a credential of its own push out all inherited ones", () => {
    const root = { file: "/root", name: "Root", dmPolicy: "open", allowFrom: ["*"], extra: 1 };
    const [, work] = plans({ ...root, accounts: { work: { token: "b", allowFrom: [7] } } });
    assert.deepEqual(work?.config, {
      dmPolicy: "open",
      allowFrom: [7],
      extra: 1,
      token: "b",
      enabled: true,
    });
    const [, heir] = plans({ ...root, accounts: { heir: {} } });
    assert.equal(heir?.credential, "file");
    assert.equal(heir?.name, undefined);
  });

  it("switches an account off with its channel, never on against it (SR13)", () => {
    const accounts = { a: { token: "1", enabled: true }, b: { token: "2", enabled: false } };
    assert.deepEqual(
      brief({ enabled: false, accounts }).map(([, enabled]) => enabled),
      [false, false],
    );
    assert.deepEqual(
      brief({ accounts }).map(([, enabled]) => enabled),
      [true, false],
    );
    const [off] = plans({ enabled: false, token: "t", dmPolicy: "open", allowFrom: ["*"] });
    assert.deepEqual(accessOf(off), { dmPolicy: "disabled", allowFrom: [] });
    assert.deepEqual(accessOf(undefined), { dmPolicy: "disabled", allowFrom: [] });
  });

  it("keeps ids as text, numbers and prefixes included, and drops what is none (V46, SR12)", () => {
    const allowFrom = [42, "43", " 44 ", "fake:45", "FK: 46", "@ann", "other:47", null, 4.5, "*"];
    const [plan] = plans({ token: "t", allowFrom });
    assert.deepEqual(plan?.access.allowFrom, ["42", "43", "44", "45", "46", "*"]);
  });

  it("lets nobody in by a policy that it does not know (SR13)", () => {
    for (const dmPolicy of ["Open", "pairing", "", 1, null, {}]) {
      assert.equal(plans({ dmPolicy })[0]?.access.dmPolicy, "disabled");
    }
    assert.equal(plans({})[0]?.access.dmPolicy, "allowlist");
  });

  it("says what would not do what its writer meant, and where", () => {
    const problems = (section: unknown) =>
      sectionProblems(manifest, section).map(({ path }) => path);
    assert.deepEqual(problems({ allowFrom: ["@ann", 42] }), ["allowFrom[0]"]);
    assert.deepEqual(problems({ dmPolicy: "open" }), ["dmPolicy"]);
    assert.deepEqual(problems({ dmPolicy: "open", allowFrom: ["*"] }), []);
    assert.deepEqual(problems({ allowFrom: ["*"] }), ["allowFrom"]);
    const accounts = { work: { allowFrom: ["bob"] }, open: { dmPolicy: "open" } };
    assert.deepEqual(problems({ accounts }), [
      "accounts.work.allowFrom[0]",
      "accounts.open.dmPolicy",
    ]);
    const [first] = sectionProblems(manifest, { allowFrom: ["@ann"] });
    assert.equal(first?.message, '"@ann" is not an id that stays one person\'s; use a number');
  });
});
