import assert from "node:assert/strict";
import fc from "fast-check";
import type { Role } from "../../src/domain/scope.ts";
import { ZeroError } from "../../src/kernel/errors.ts";
import { type Model, type ModelGrant, within } from "./model.ts";
import { DEVICES, SHARED, type Wish, type World } from "./world.ts";

type Command = fc.AsyncCommand<Model, World>;

/** A change that the real thing makes, and what the model becomes by it. */
interface Step {
  /** Does it; checks the outcome against the model as it was. Returns a token that was given. */
  real(world: World, model: Model): Promise<string | undefined>;
  /** Only when `real` changes something that is kept. */
  apply(model: Model, token: string | undefined): void;
  /** Whether it changes something that is kept. */
  changes(model: Model): boolean;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "ok";
  } catch (error) {
    if (error instanceof ZeroError) return `${error.code} ${error.message}`;
    throw error;
  }
}

type Credential = "shared" | "own" | "stale" | "foreign" | "none";

function tokenFor(model: Model, wish: Wish, credential: Credential): string | undefined {
  const foreign = [...model.grants].find(([key]) => !key.startsWith(`${wish.device} `));
  const tokens: Record<Credential, string | undefined> = {
    shared: SHARED,
    own: model.grant(wish.device, wish.role)?.token,
    stale: model.stale.at(-1),
    foreign: foreign?.[1].token,
    none: undefined,
  };
  return tokens[credential];
}

/** Connects, with one of the credentials that a device could come by. */
function connectStep(wish: Wish, credential: Credential): Step {
  const passes = (model: Model): boolean => {
    if (credential === "shared") return true;
    const held = model.holds(wish);
    const token = tokenFor(model, wish, credential);
    return held !== undefined && token !== undefined && token === held.token;
  };
  return {
    changes: (model) => passes(model) && !model.holds(wish) && model.maySilently(wish),
    async real(world, model) {
      const token = tokenFor(model, wish, credential);
      const outcome = await world.connect(wish, token).catch((error: unknown) => error);
      if (!passes(model)) {
        assert.ok(outcome instanceof ZeroError, "let in without a credential");
        assert.match(outcome.message, /^unauthorized/);
      } else if (model.holds(wish) || model.maySilently(wish)) {
        assert.ok(!(outcome instanceof Error), `refused: ${String(outcome)}`);
        const { deviceToken } = (outcome as { token: { deviceToken: string } }).token;
        const held = model.holds(wish);
        if (held) held.token = deviceToken;
        return deviceToken;
      } else {
        assert.ok(outcome instanceof ZeroError && outcome.code === "NOT_PAIRED");
        const { requestId } = outcome.details as { requestId: string };
        const known = model.waiting.get(wish.device);
        if (known && sameAsk(known.wish, wish)) assert.equal(requestId, known.requestId);
        else model.waiting.set(wish.device, { requestId, wish });
      }
      return undefined;
    },
    apply(model, token) {
      const before = model.grant(wish.device, wish.role);
      const next = { ...model.with(wish), silent: true, revoked: false };
      // Silently widened, a token stays; of a new one nobody heard when the process was killed.
      model.put(wish.device, wish.role, { ...next, token: token ?? before?.token });
    },
  };
}

/** A signature of another connection opens nothing, whatever is sent beside it. */
function replayStep(wish: Wish, credential: Credential): Step {
  return {
    changes: () => false,
    async real(world, model) {
      const heard = world.replay(wish, tokenFor(model, wish, credential));
      const outcome = await heard.catch((error: unknown) => error);
      if (outcome === undefined) return undefined;
      assert.ok(outcome instanceof ZeroError && /nonce mismatch/.test(outcome.message));
      return undefined;
    },
    apply: () => undefined,
  };
}

const sameAsk = (a: Wish, b: Wish): boolean =>
  a.role === b.role &&
  String(a.scopes.toSorted()) === String(b.scopes.toSorted()) &&
  String(a.commands.toSorted()) === String(b.commands.toSorted());

/** What an approver must have: all of it, and for a node what its words or its programs need. */
function neededFor({ role, scopes, commands }: Wish): string[] {
  if (role !== "node") return [...scopes];
  const runs = commands.includes("system.run");
  return [...scopes, runs ? "operator.admin" : "operator.write"];
}

function approveStep(device: number, by: readonly string[]): Step {
  const may = (model: Model): boolean => {
    const request = model.waiting.get(device);
    return request !== undefined && within(by, neededFor(request.wish));
  };
  return {
    changes: may,
    async real(world, model) {
      const requestId = model.waiting.get(device)?.requestId ?? "nothing waits";
      const known = model.waiting.has(device);
      const outcome = await codeOf(
        world.devices.approve(requestId, { role: "operator", scopes: by }),
      );
      if (may(model)) assert.equal(outcome, "ok");
      else assert.match(outcome, known ? /missing scope/ : /unknown requestId/);
      return undefined;
    },
    apply(model) {
      const request = model.waiting.get(device);
      if (!request) return;
      const { wish } = request;
      const next = { ...model.with(wish), silent: false, revoked: false, token: undefined };
      model.put(device, wish.role, next);
      model.waiting.delete(device);
    },
  };
}

function rejectStep(device: number): Step {
  return {
    changes: () => false,
    async real(world, model) {
      const request = model.waiting.get(device);
      const reject = async () => world.devices.reject(request?.requestId ?? "nothing waits");
      const outcome = await codeOf(reject());
      assert.match(outcome, request ? /^ok$/ : /unknown requestId/);
      model.waiting.delete(device);
      return undefined;
    },
    apply: () => undefined,
  };
}

interface Target {
  device: number;
  role: Role;
}

function rotateStep(
  { device, role }: Target,
  scopes: readonly string[] | undefined,
  by: readonly string[],
): Step {
  const alive = (model: Model): ModelGrant | undefined => {
    const grant = model.grant(device, role);
    return grant && !grant.revoked ? grant : undefined;
  };
  const may = (model: Model): boolean => {
    const grant = alive(model);
    const wanted = scopes ?? [...(grant?.scopes ?? [])];
    return grant !== undefined && within(grant.scopes, wanted) && within(by, grant.scopes);
  };
  return {
    changes: may,
    async real(world, model) {
      const target = { deviceId: world.idOf(device), role };
      const rotated = world.devices.rotate(target, scopes, { role: "operator", scopes: by });
      const outcome = await codeOf(rotated);
      if (!may(model)) {
        assert.match(outcome, /missing scope|not approved|never approved|unknown|revoked/);
        return undefined;
      }
      assert.equal(outcome, "ok");
      return (await rotated).token;
    },
    apply(model, token) {
      const grant = alive(model);
      if (!grant) return;
      const silent = grant.silent && scopes === undefined;
      model.put(device, role, { ...grant, scopes: new Set(scopes ?? grant.scopes), silent, token });
    },
  };
}

function revokeStep({ device, role }: Target): Step {
  const may = (model: Model): boolean => model.grant(device, role)?.revoked === false;
  return {
    changes: may,
    async real(world, model) {
      const outcome = await codeOf(world.devices.revoke({ deviceId: world.idOf(device), role }));
      if (may(model)) assert.equal(outcome, "ok");
      else assert.match(outcome, /unknown deviceId|never approved|revoked/);
      return undefined;
    },
    apply(model) {
      const grant = model.grant(device, role);
      if (grant)
        model.put(device, role, { ...grant, revoked: true, silent: false, token: undefined });
    },
  };
}

/** What is kept is what the model says, and no connection has more (SR5). */
function checkInvariants(model: Model, world: World): void {
  for (const { device, role, scopes, commands } of world.live) {
    const grant = model.grant(device, role);
    assert.ok(grant && !grant.revoked, "a connection outlived its grant");
    assert.ok(within(grant.scopes, scopes), "a connection has more than its grant");
    assert.ok(commands.every((command) => grant.commands.has(command)));
  }
  const kept = world.devices
    .list()
    .paired.flatMap(({ deviceId, grants }) =>
      [...grants.values()].map(({ role, scopes, commands, silent, revokedAtMs }) =>
        shown([deviceId, role, scopes, commands, silent, revokedAtMs !== undefined]),
      ),
    );
  const expected = [...model.grants].map(([key, { scopes, commands, silent, revoked }]) => {
    const [device = "", role = ""] = key.split(" ");
    return shown([world.idOf(Number(device)), role, [...scopes], [...commands], silent, revoked]);
  });
  assert.deepEqual(kept.toSorted(), expected.toSorted());
  assert.deepEqual(
    world.devices
      .list()
      .pending.map(({ requestId }) => requestId)
      .toSorted(),
    [...model.waiting.values()].map(({ requestId }) => requestId).toSorted(),
  );
}

/** One text for what is the same in whatever order. */
function shown(words: readonly (string | boolean | readonly string[])[]): string {
  return JSON.stringify(words.map((word) => (typeof word === "object" ? word.toSorted() : word)));
}

/** What the proof prints. */
export const counts = () => ({ steps: 0, kills: 0, killsInCommit: 0, connected: 0 });

type Counts = ReturnType<typeof counts>;

function plain(name: string, step: Step, count: Counts): Command {
  return {
    check: () => true,
    async run(model, world) {
      count.steps += 1;
      const willChange = step.changes(model);
      const before = world.live.length;
      const token = await step.real(world, model);
      if (world.live.length > before) count.connected += 1;
      if (willChange) step.apply(model, token);
      checkInvariants(model, world);
    },
    toString: () => name,
  };
}

function killed(name: string, step: Step, when: "before" | "after", count: Counts): Command {
  return {
    check: () => true,
    async run(model, world) {
      count.steps += 1;
      count.kills += 1;
      const willChange = step.changes(model);
      let token: string | undefined;
      const end = await world.killDuring(async () => {
        token = await step.real(world, model);
      }, when);
      if (end !== "none") count.killsInCommit += 1;
      if (willChange && end !== "lost") step.apply(model, token);
      model.restart();
      checkInvariants(model, world);
    },
    toString: () => `killed ${when} the commit: ${name}`,
  };
}

const SCOPES = [
  [],
  ["operator.read"],
  ["operator.write"],
  ["operator.pairing"],
  ["operator.read", "operator.pairing"],
  ["operator.admin"],
];
const device = fc.nat(DEVICES - 1);
const role = fc.constantFrom<Role>("operator", "operator", "node");
const scopes = fc.constantFrom(...SCOPES);
const commands = fc.constantFrom([], ["canvas.eval"], ["canvas.eval", "system.run"]);
const credential = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Credential>("shared") },
  { weight: 4, arbitrary: fc.constant<Credential>("own") },
  { weight: 3, arbitrary: fc.constantFrom<Credential>("stale", "foreign", "none") },
);
const nearby = fc.nat(3).map((chance) => chance > 0);

interface Named {
  name: string;
  step: Step;
}

function connects(): fc.Arbitrary<Named> {
  const wishes = fc.record({ device, role, scopes, commands, local: nearby });
  return fc.tuple(wishes, credential, fc.nat(9)).map(([asked, by, chance]) => {
    const wish = { ...asked, commands: asked.role === "node" ? asked.commands : [] };
    const replayed = chance === 0;
    return {
      name: `${replayed ? "replay" : "connect"}(${JSON.stringify(wish)}, ${by})`,
      step: replayed ? replayStep(wish, by) : connectStep(wish, by),
    };
  });
}

function approvals(): fc.Arbitrary<Named> {
  return fc.tuple(device, scopes).map(([at, by]) => {
    return { name: `approve(${at}, ${by.join()})`, step: approveStep(at, by) };
  });
}

function rotations(): fc.Arbitrary<Named> {
  const target = fc.record({ device, role });
  return fc.tuple(target, fc.option(scopes, { nil: undefined }), scopes).map(([at, to, by]) => {
    return { name: `rotate(${JSON.stringify([at, to, by])})`, step: rotateStep(at, to, by) };
  });
}

function revocations(): fc.Arbitrary<Named> {
  return fc.record({ device, role }).map((at) => {
    return { name: `revoke(${JSON.stringify(at)})`, step: revokeStep(at) };
  });
}

/** Every step, and one in six with the process killed in it. */
export function allCommands(count: Counts): fc.Arbitrary<Command>[] {
  const rejections = device.map((at) => ({ name: `reject(${at})`, step: rejectStep(at) }));
  const step = fc.oneof(
    { weight: 9, arbitrary: connects() },
    { weight: 3, arbitrary: approvals() },
    { weight: 1, arbitrary: rejections },
    { weight: 2, arbitrary: rotations() },
    { weight: 2, arbitrary: revocations() },
  );
  return [
    fc.tuple(step, fc.nat(5), fc.boolean()).map(([{ name, step: made }, chance, after]) => {
      if (chance > 0) return plain(name, made, count);
      return killed(name, made, after ? "after" : "before", count);
    }),
  ];
}
