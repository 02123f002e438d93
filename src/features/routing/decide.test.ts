import type {
  AccountId,
  ChannelId,
  ConversationId,
  InboundMessage,
  RemoteId,
  SenderId,
} from "@zero/channel";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Decision, DmPolicy } from "../../domain/decision.ts";
import { MAIN_AGENT } from "../../domain/ids.ts";
import type { DmScope } from "../../domain/session.ts";
import { decide, type Policy } from "./decide.ts";

const message = (over: object = {}): InboundMessage => ({
  address: {
    channel: "telegram" as ChannelId,
    account: "default" as AccountId,
    conversation: "42" as ConversationId,
  },
  remoteId: "1:42:7" as RemoteId,
  sender: { id: "42" as SenderId },
  sentAt: 0,
  text: "hi",
  attachments: [],
  group: false,
  mentionsUs: true,
  ...over,
});

const policy = (over: Partial<Policy> = {}): Policy => ({
  dmPolicy: "allowlist",
  allowFrom: ["42"],
  agent: MAIN_AGENT,
  dmScope: "main",
  ...over,
});

const outcome = (decision: Decision) =>
  decision.kind === "ignore" ? decision.why : decision.session;

/** The whole truth again, written from the rules and not from the code: a list of who is let in. */
function oracle(world: World): string {
  const { group, dmPolicy, allowFrom, sender, text, attachments } = world;
  const isPrivate = typeof group === "boolean" && !group;
  if (!isPrivate) return "group";
  const named = new Set(Array.isArray(allowFrom) ? allowFrom : []);
  const people = PEOPLE.filter((person) => {
    switch (dmPolicy) {
      case "allowlist":
        return named.has(person);
      case "open":
        return named.has("*") || named.has(person);
      default:
        return false;
    }
  });
  if (!["allowlist", "open"].includes(dmPolicy as string)) return "disabled";
  if (typeof sender !== "string" || !people.includes(sender)) return "stranger";
  const says = (text as string).replace(/\s/g, "") + "#".repeat(attachments.length);
  return says === "" ? "empty" : "agent:main:main";
}

interface World {
  group: unknown;
  dmPolicy: unknown;
  allowFrom: unknown;
  sender: unknown;
  text: unknown;
  attachments: readonly unknown[];
}

const GROUPS = [false, true, undefined, null, "false", 0];
const POLICIES = ["allowlist", "open", "disabled", undefined, null, "pairing", "Open", "", "*"];
const SENDERS = [
  "42",
  "43",
  "",
  "*",
  undefined,
  null,
  42,
  " 42",
  "42 ",
  "4",
  "042",
  "４２",
  "@ann",
];
/** Everybody who can be somebody; `""` and `"*"` are nobody's id. */
const PEOPLE = ["42", "43", " 42", "42 ", "4", "042", "４２", "@ann"];
const ENTRIES = ["42", "43", "*", "4", "", "@ann", "telegram:42", "42*"];
const LISTS: readonly unknown[] = [
  undefined,
  null,
  "42",
  "*",
  { 0: "42", length: 1, includes: () => true },
  ...ENTRIES.reduce<string[][]>(
    (sets, one) => [...sets, ...sets.map((set) => [...set, one])],
    [[]],
  ),
];
const BODIES = [
  { text: "hi", attachments: [] },
  { text: " \n\t", attachments: [] },
  { text: "", attachments: [{ kind: "image" }] },
];

function* allWorlds(): Generator<World> {
  const policies = GROUPS.flatMap((group) => POLICIES.map((dmPolicy) => ({ group, dmPolicy })));
  for (const group of policies)
    for (const allowFrom of LISTS)
      for (const sender of SENDERS)
        for (const body of BODIES) yield { ...group, allowFrom, sender, ...body };
}

describe("who may speak", () => {
  it("is the same as by an oracle of its own, in every small world (SR13)", () => {
    let worlds = 0;
    for (const world of allWorlds()) {
      const { group, dmPolicy, allowFrom, sender, text, attachments } = world;
      const said = decide(
        message({ group, sender: { id: sender }, text, attachments }),
        policy({ dmPolicy: dmPolicy as DmPolicy, allowFrom: allowFrom as string[] }),
      );
      worlds += 1;
      if (outcome(said) === oracle(world)) continue;
      assert.equal(outcome(said), oracle(world), JSON.stringify(world));
    }
    assert.ok(worlds > 200_000, `${worlds} worlds`);
  });

  it("lets nobody in without a sender, or without a policy (SR13)", () => {
    assert.equal(outcome(decide(message({ sender: undefined }), policy())), "stranger");
    assert.equal(outcome(decide(message(), policy({ dmPolicy: undefined as never }))), "disabled");
    assert.equal(outcome(decide(message(), policy({ allowFrom: undefined as never }))), "stranger");
  });

  it("knows people by id only: no name that a stranger takes lets him in (SR12)", () => {
    for (let n = 0; n < 2_000; n += 1) {
      const displayName =
        ["42", "*", "admin", "４２", "42\u200b", "а42"][n % 6] + " ".repeat(n % 7);
      const stranger = message({ sender: { id: `${1_000 + n}`, displayName } });
      assert.equal(outcome(decide(stranger, policy())), "stranger");
    }
    const renamed = message({ sender: { id: "42", displayName: "Somebody Else" } });
    assert.equal(decide(renamed, policy()).kind, "answer");
  });

  it("finds the session that `session.dmScope` says", () => {
    const session = (dmScope: DmScope) => outcome(decide(message(), policy({ dmScope })));
    assert.equal(session("main"), "agent:main:main");
    assert.equal(session("per-peer"), "agent:main:dm:42");
    assert.equal(session("per-channel-peer"), "agent:main:telegram:dm:42");
    assert.equal(session("per-account-channel-peer"), "agent:main:telegram:default:dm:42");
  });
});
