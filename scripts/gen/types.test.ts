import assert from "node:assert/strict";
import test from "node:test";
import type { Static, TSchema } from "typebox";
import type { Events, Methods } from "../../packages/protocol/src/index.ts";
import type { events as declaredEvents } from "../../src/doors/socket/events.schema.ts";
import type { agent } from "../../src/doors/socket/methods/agent.schema.ts";
import type { channels } from "../../src/doors/socket/methods/channels.schema.ts";
import type { chat } from "../../src/doors/socket/methods/chat.schema.ts";
import type { health } from "../../src/doors/socket/methods/health.schema.ts";
import type { message } from "../../src/doors/socket/methods/message.schema.ts";
import type { models } from "../../src/doors/socket/methods/models.schema.ts";
import type { sessions } from "../../src/doors/socket/methods/sessions.schema.ts";
import type { system } from "../../src/doors/socket/methods/system.schema.ts";

type Method =
  | (typeof agent)[number]
  | (typeof channels)[number]
  | (typeof chat)[number]
  | (typeof health)[number]
  | (typeof message)[number]
  | (typeof models)[number]
  | (typeof sessions)[number]
  | (typeof system)[number];
type Declared<Name> = Extract<Method, { name: Name }>;
type DeclaredEvent<Name> = Extract<(typeof declaredEvents)[number], { name: Name }>;

type Same<Left, Right> = [Left] extends [Right] ? ([Right] extends [Left] ? true : false) : false;
/** An object without keys is `object` to the schema library and says more in ours. */
type Emptied<Type> = string extends keyof Type ? object : Type;
type IsOf<Schema, Type> = Schema extends TSchema ? Same<Static<Schema>, Emptied<Type>> : false;

/** Names of methods whose generated types are not those of their declarations. */
type WrongMethods = {
  [Name in keyof Methods]: IsOf<Declared<Name>["params"], Methods[Name]["params"]> extends true
    ? IsOf<Declared<Name>["result"], Methods[Name]["result"]> extends true
      ? never
      : Name
    : Name;
}[keyof Methods];
type WrongEvents = {
  [Name in keyof Events]: IsOf<DeclaredEvent<Name>["payload"], Events[Name]["payload"]> extends true
    ? never
    : Name;
}[keyof Events];

test("generated types are those that the compiler infers from the declarations (S104)", () => {
  // The second of each pair compiles only while no name is wrong.
  const methods: readonly WrongMethods[] = [];
  const noMethods: readonly never[] = methods;
  const events: readonly WrongEvents[] = [];
  const noEvents: readonly never[] = events;
  assert.deepEqual([...noMethods, ...noEvents], []);
});
