import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { PairedNode, PendingNode } from "@zero/protocol";
import { refusalOf, type Authority } from "../../domain/scope.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { Gate } from "../../kernel/gate.ts";
import { secretsEqual } from "../../kernel/secret.ts";
import type { Store } from "../../store/store.ts";
import * as rows from "./rows.ts";
import type { NodeFacts, PairingRow, RequestRow } from "./rows.ts";

/** A request that nobody decided about is gone after this long. */
const REQUEST_TTL_MS = 5 * 60_000;
/** Requests that wait at once; one more is refused. */
const REQUESTS_MAX = 100;
/** Nodes that are paired at once; one more is refused. */
const PAIRINGS_MAX = 1_000;
const NAMES_MAX = 2_000;
const TOKEN_BYTES = 32;

/** Commands that start programs on the node: who lets them in has to be able to do so himself. */
const RUNS_PROGRAMS = /^system\.(run|which|execApprovals\.)/;

export interface PairingsParts {
  readonly store: Pick<Store, "commit" | "row" | "rows">;
  readonly clock: Clock;
  /** Throws when what the caller may was taken away since it connected. */
  readonly assertHeld: (by: Authority) => void;
  readonly requestsMax?: number;
  readonly pairingsMax?: number;
}

export type NodeRequest = NodeFacts & { readonly nodeId: string; readonly silent?: boolean };

/**
 * Who asked to be paired and who is. A token is made when a node is approved, is in that one
 * answer, and is kept only as a hash.
 */
export class Pairings {
  readonly #parts: PairingsParts;
  /** Decisions are made one after the other, so that none is made about an old state. */
  readonly #decisions = new Gate(1);

  constructor(parts: PairingsParts) {
    this.#parts = parts;
  }

  /**
   * The request of this node, new or the one that waits. A node that now wants other commands or
   * capabilities made another request: whoever saw the first one did not see this. Rejects with
   * UNAVAILABLE when too many wait.
   */
  request(asked: NodeRequest): Promise<{ request: PendingNode; created: boolean }> {
    return this.#decisions.run(() => this.#request(asked));
  }

  async list(): Promise<{ pending: PendingNode[]; paired: PairedNode[] }> {
    const { store } = this.#parts;
    const [requests, pairings] = await Promise.all([
      store.rows<RequestRow>(rows.selectRequests(this.#since())),
      this.pairings(),
    ]);
    const known = new Set(pairings.map(({ nodeId }) => nodeId));
    const pending = requests.map((row) => pendingOf(row, known.has(row.nodeId)));
    return { pending, paired: pairings };
  }

  /** Those that are approved, the newest first. */
  async pairings(): Promise<PairedNode[]> {
    return (await this.#parts.store.rows<PairingRow>(rows.selectPairings())).map(pairedOf);
  }

  /**
   * Pairs the node of a request and returns its token, once. Rejects with INVALID_REQUEST when
   * nobody asked, or when the node wants to do what the approver may not do himself (SR5).
   */
  approve(requestId: string, by: Authority): Promise<PairedNode & { token: string }> {
    return this.#decisions.run(() => {
      this.#parts.assertHeld(by);
      return this.#approve(requestId, by);
    });
  }

  /** Refuses a request; the id of its node. */
  reject(requestId: string): Promise<string> {
    return this.#decisions.run(async () => {
      const { nodeId } = await this.#find(requestId);
      await this.#parts.store.commit([rows.deleteRequest(requestId)]);
      return nodeId;
    });
  }

  /** Ends a pairing and whatever the node asked for since. False when there is none. */
  remove(nodeId: string): Promise<boolean> {
    return this.#decisions.run(async () => {
      const { store } = this.#parts;
      if (!(await store.row<PairingRow>(rows.selectPairing(nodeId)))) return false;
      await store.commit([
        rows.deletePairing(nodeId),
        rows.deleteRequestOf(nodeId),
        rows.deleteName(nodeId),
      ]);
      return true;
    });
  }

  /** The node, when the token is its own. Takes as long for a node that nobody knows (SR8). */
  async verify(nodeId: string, token: string): Promise<PairedNode | undefined> {
    const row = await this.#parts.store.row<PairingRow>(rows.selectPairing(nodeId));
    const holds = secretsEqual(hashOf(token), row?.tokenHash ?? hashOf(""));
    return holds && row ? pairedOf(row) : undefined;
  }

  /** Notes that a paired node is connected; nothing for any other. */
  async connected(nodeId: string): Promise<void> {
    await this.#parts.store.commit([rows.touchPairing(nodeId, this.#parts.clock.now())]);
  }

  async rename(nodeId: string, name: string): Promise<void> {
    await this.#parts.store.commit([rows.putName(nodeId, name), rows.trimNames(NAMES_MAX)]);
  }

  /** Names that the owner gave, by node. */
  async names(): Promise<ReadonlyMap<string, string>> {
    const named = await this.#parts.store.rows<{ nodeId: string; name: string }>(
      rows.selectNames(),
    );
    return new Map(named.map(({ nodeId, name }) => [nodeId, name]));
  }

  async #request({ nodeId, silent, ...given }: NodeRequest) {
    const { store, clock, requestsMax = REQUESTS_MAX } = this.#parts;
    const since = this.#since();
    const waiting = await store.rows<RequestRow>(rows.selectRequests(since));
    const before = waiting.find((row) => row.nodeId === nodeId);
    const earlier = before ? factsOf(before) : {};
    const facts: NodeFacts = { ...earlier, ...given };
    const same = before !== undefined && wants(earlier) === wants(facts);
    if (!before && waiting.length >= requestsMax) {
      const why = `${waiting.length} nodes wait to be paired; approve or reject some first`;
      throw new ZeroError("UNAVAILABLE", why);
    }
    const row: RequestRow = {
      requestId: same ? before.requestId : randomUUID(),
      nodeId,
      at: clock.now(),
      silent: silent ? 1 : 0,
      facts: JSON.stringify(facts),
    };
    await store.commit([rows.deleteExpired(since), rows.putRequest(row)]);
    const paired = await store.row<PairingRow>(rows.selectPairing(nodeId));
    return { request: pendingOf(row, paired !== undefined), created: !same };
  }

  async #approve(requestId: string, by: Authority): Promise<PairedNode & { token: string }> {
    const { store, clock } = this.#parts;
    const request = await this.#find(requestId);
    assertMayApprove(factsOf(request), by);
    const { nodeId, facts } = request;
    const before = await store.row<PairingRow>(rows.selectPairing(nodeId));
    if (!before) await this.#assertRoom();
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    const approvedAt = clock.now();
    const row: PairingRow = {
      nodeId,
      tokenHash: hashOf(token),
      createdAt: before?.createdAt ?? approvedAt,
      approvedAt,
      lastConnectedAt: before?.lastConnectedAt ?? null,
      facts,
    };
    await store.commit([rows.deleteRequest(requestId), rows.putPairing(row)]);
    return { ...pairedOf(row), token };
  }

  async #assertRoom(): Promise<void> {
    const { store, pairingsMax = PAIRINGS_MAX } = this.#parts;
    const row = await store.row<{ count: number }>(rows.countPairings());
    if ((row?.count ?? 0) < pairingsMax) return;
    throw new ZeroError("UNAVAILABLE", `${pairingsMax} nodes are paired; remove one first`);
  }

  async #find(requestId: string): Promise<RequestRow> {
    const { store } = this.#parts;
    const row = await store.row<RequestRow>(rows.selectRequest(requestId, this.#since()));
    if (!row) throw new ZeroError("INVALID_REQUEST", "unknown requestId");
    return row;
  }

  #since(): number {
    return this.#parts.clock.now() - REQUEST_TTL_MS;
  }
}

function assertMayApprove({ commands = [] }: NodeFacts, by: Authority): void {
  if (commands.length === 0) return;
  const scope = commands.some((command) => RUNS_PROGRAMS.test(command)) ? "admin" : "write";
  const refusal = refusalOf(by, scope);
  if (refusal !== undefined) throw new ZeroError("INVALID_REQUEST", refusal);
}

/** What an approval lets in, in one word that can be compared. */
function wants({ caps = [], commands = [] }: NodeFacts): string {
  return JSON.stringify([caps.toSorted(), commands.toSorted()]);
}

function factsOf({ facts }: Pick<RequestRow, "facts">): NodeFacts {
  return JSON.parse(facts) as NodeFacts;
}

function pendingOf(row: RequestRow, isPaired: boolean): PendingNode {
  const { requestId, nodeId, at, silent } = row;
  return {
    requestId,
    nodeId,
    ...factsOf(row),
    ...(silent === 1 ? { silent: true } : {}),
    ...(isPaired ? { isRepair: true } : {}),
    ts: at,
  };
}

function pairedOf(row: PairingRow): PairedNode {
  const { nodeId, createdAt, approvedAt, lastConnectedAt } = row;
  return {
    nodeId,
    ...factsOf(row),
    createdAtMs: createdAt,
    approvedAtMs: approvedAt,
    ...(lastConnectedAt === null ? {} : { lastConnectedAtMs: lastConnectedAt }),
  };
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
