import assert from "node:assert/strict";
import { test } from "node:test";
import { identityOf } from "./identity.ts";

const read = (text: string) => identityOf([{ name: "IDENTITY.md", text }]);

test("an identity is read from simple lines, however they are marked", () => {
  const text = [
    "# Identity",
    "- **Name:** Zero",
    "* **Theme**: calm sea",
    "Emoji: ⭕",
    "  - avatar: pictures/zero.png\r",
    "- In one sentence: name: another",
  ].join("\n");
  assert.deepEqual(read(text), {
    name: "Zero",
    theme: "calm sea",
    emoji: "⭕",
    avatar: "pictures/zero.png",
  });
});

test("an address can be shown as it stands; a path cannot, and no real path is made of it (SR17)", () => {
  const address = "https://example.org/z.png";
  assert.deepEqual(read(`Avatar: ${address}`), { avatar: address, avatarUrl: address });
  assert.deepEqual(read("Avatar: ../z.png"), { avatar: "../z.png" });
  assert.deepEqual(read("Avatar: javascript:alert(1)").avatarUrl, undefined);
});

test("the first line that says something counts; empty and too long ones are left out", () => {
  assert.deepEqual(read("Name:\nName: One\nName: Two"), { name: "One" });
  assert.deepEqual(read(`Name: ${"x".repeat(256)}`).name?.length, 256);
  assert.deepEqual(read(`Name: ${"x".repeat(257)}\nAvatar: ${"x".repeat(8_193)}`), {});
  assert.deepEqual(identityOf([{ name: "SOUL.md", text: "Name: Zero" }]), {});
});
