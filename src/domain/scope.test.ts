import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scope } from "@zero/protocol";
import { isRole, refusalOf, type Role } from "./scope.ts";

const SCOPES: readonly Scope[] = ["read", "write", "admin", "pairing", "approvals"];

const may = (role: Role, scopes: readonly string[], scope: Scope) =>
  refusalOf({ role, scopes }, scope) === undefined;

test("an operator may do what its scopes say; write reads, admin does everything", () => {
  for (const scope of SCOPES) {
    assert.equal(may("operator", [`operator.${scope}`], scope), true, scope);
    assert.equal(may("operator", ["operator.admin"], scope), true, scope);
    const others = SCOPES.filter((other) => other !== scope && other !== "admin");
    const given = others.filter((other) => !(scope === "read" && other === "write"));
    const refusal = refusalOf(
      { role: "operator", scopes: given.map((other) => `operator.${other}`) },
      scope,
    );
    assert.equal(refusal, `missing scope: operator.${scope}`);
  }
  assert.equal(may("operator", ["operator.write"], "read"), true);
});

test("SR4 no scope makes an operator of a node, or a node of an operator", () => {
  const scopes = SCOPES.map((scope) => `operator.${scope}`);
  for (const scope of SCOPES) {
    assert.equal(refusalOf({ role: "node", scopes }, scope), "unauthorized role: node");
  }
  assert.equal(may("node", [], "node"), true);
  assert.equal(refusalOf({ role: "operator", scopes }, "node"), "unauthorized role: operator");
});

test("SR4 scopes are matched whole", () => {
  for (const scope of ["operator", "operator.", "operator.reads", "OPERATOR.READ", "read", "*"]) {
    assert.equal(may("operator", [scope], "read"), false, scope);
  }
});

test("there are two roles", () => {
  assert.deepEqual(
    ["operator", "node", "admin", "", "Operator"].map((text) => isRole(text)),
    [true, true, false, false, false],
  );
});
