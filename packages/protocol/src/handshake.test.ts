import assert from "node:assert/strict";
import test from "node:test";
import { validateConnectParams } from "../generated/validators.js";
import { explain } from "./validation.ts";

const client = { id: "cli", version: "1.0.0", platform: "linux", mode: "cli" };
const minimal = { minProtocol: 3, maxProtocol: 3, client };
const device = { id: "d", publicKey: "k", signature: "s", signedAt: 1 };

const refusal = (params: unknown): string => {
  assert.equal(validateConnectParams(params), false);
  return explain(validateConnectParams.errors);
};
const withClient = (change: object) => ({ ...minimal, client: { ...client, ...change } });

test("connect takes the least a client has to say (S62, S63)", () => {
  assert.equal(validateConnectParams(minimal), true);
  assert.equal(validateConnectParams.errors, null);
});

test("connect takes everything a client may say (S62, S63, S64)", () => {
  const full = {
    ...minimal,
    client: {
      ...client,
      displayName: "Desk",
      deviceFamily: "Mac",
      modelIdentifier: "Mac15,3",
      instanceId: "i-1",
    },
    caps: ["presence-delta"],
    commands: ["canvas.present"],
    permissions: { camera: true },
    pathEnv: "",
    role: "operator",
    scopes: ["operator.admin"],
    device: { ...device, nonce: "n" },
    auth: { token: "t", password: "p" },
    locale: "pt-BR",
    userAgent: "test",
  };
  assert.equal(validateConnectParams(full), true);
});

const missing: readonly [object, string][] = [
  [{ maxProtocol: 3, client }, "at root: must have required property 'minProtocol'"],
  [{ minProtocol: 3, client }, "at root: must have required property 'maxProtocol'"],
  [{ minProtocol: 3, maxProtocol: 3 }, "at root: must have required property 'client'"],
  [withClient({ id: undefined }), "at /client: must have required property 'id'"],
  [withClient({ version: undefined }), "at /client: must have required property 'version'"],
  [withClient({ platform: undefined }), "at /client: must have required property 'platform'"],
  [withClient({ mode: undefined }), "at /client: must have required property 'mode'"],
];

test("connect says which required key is missing (S118)", () => {
  for (const [params, text] of missing) assert.equal(refusal(params), text);
});

const wrong: readonly [unknown, string][] = [
  [null, "at root: must be object"],
  [[], "at root: must be object"],
  [{ ...minimal, minProtocol: 0 }, "at /minProtocol: must be >= 1"],
  [{ ...minimal, minProtocol: 1.5 }, "at /minProtocol: must be integer"],
  [{ ...minimal, maxProtocol: "3" }, "at /maxProtocol: must be integer"],
  [{ ...minimal, colour: "red" }, "at root: unexpected property 'colour'"],
  [withClient({ colour: "red" }), "at /client: unexpected property 'colour'"],
  [
    withClient({ displayName: "" }),
    "at /client/displayName: must NOT have fewer than 1 characters",
  ],
  [withClient({ instanceId: "" }), "at /client/instanceId: must NOT have fewer than 1 characters"],
  [withClient({ mode: "operator" }), "at /client/mode: must be equal to one of the allowed values"],
  [{ ...minimal, caps: "x" }, "at /caps: must be array"],
  [{ ...minimal, caps: ["x", ""] }, "at /caps/1: must NOT have fewer than 1 characters"],
  [{ ...minimal, permissions: { camera: "yes" } }, "at /permissions/camera: must be boolean"],
  [{ ...minimal, role: "" }, "at /role: must NOT have fewer than 1 characters"],
  [{ ...minimal, auth: { secret: "x" } }, "at /auth: unexpected property 'secret'"],
  [{ ...minimal, device: { ...device, signedAt: -1 } }, "at /device/signedAt: must be >= 0"],
  [{ ...minimal, device: {} }, emptyDevice()],
];

function emptyDevice(): string {
  return Object.keys(device)
    .map((name) => `at /device: must have required property '${name}'`)
    .join("; ");
}

test("connect says what is wrong, and where (S118)", () => {
  for (const [params, text] of wrong) assert.equal(refusal(params), text);
});

test("a client may call itself anything of 1 to 64 printable characters (V26)", () => {
  for (const id of ["x", "my-control-ui", "Zoë's phone", "日本語", "x".repeat(64)]) {
    assert.equal(validateConnectParams(withClient({ id })), true, id);
  }
  const hidden = ["a\nb", "a\u0000", "\u007f", "a\u2028", "\u202eabc", "\ud800"];
  for (const id of [...hidden, "", "x".repeat(65)]) {
    assert.equal(validateConnectParams(withClient({ id })), false, JSON.stringify(id));
  }
});

test("caps may be left out (V19)", () => {
  assert.equal(validateConnectParams({ ...minimal, caps: [] }), true);
  assert.equal(validateConnectParams(minimal), true);
});

test("a permission without a name is refused", () => {
  assert.match(refusal({ ...minimal, permissions: { "": true } }), /^at \/permissions: must NOT/);
});
