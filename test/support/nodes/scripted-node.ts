import type { TestContext } from "node:test";
import { type Frame, WireClient } from "../wire-client.ts";

// Tests look into whatever came.
// eslint-disable-next-line typescript/no-explicit-any
type Loose = any;

/** What a node is asked, as it came. */
export interface NodeCommand {
  id: string;
  nodeId: string;
  command: string;
  paramsJSON: string | null;
  timeoutMs: number;
  idempotencyKey: string;
}

/** Answers a command with `ok:false`. */
export class NodeFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface NodeScript {
  /** Its id, unless it is a device. */
  id?: string;
  /** Fields of `client` besides. */
  client?: object;
  /** Fields of `connect` besides, such as `caps`, `permissions` or `device`. */
  connect?: object;
  /**
   * Handlers by command, which are also what it declares. A command that is declared in `connect`
   * and has none here waits for `answer`. Throw a `NodeFailure` to fail.
   */
  commands?: Record<string, (params: Loose, command: NodeCommand) => unknown>;
}

/** A node on a real socket that does what a test tells it to. */
export class ScriptedNode {
  readonly client: WireClient;
  readonly #script: NodeScript;

  private constructor(client: WireClient, script: NodeScript) {
    this.client = client;
    this.#script = script;
    client.socket.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Frame;
      if (frame.event === "node.invoke.request") this.#perform(frame.payload as NodeCommand);
    });
  }

  /** Connects as a node; fails when that is refused. */
  static async connect(
    t: Pick<TestContext, "after">,
    url: string,
    script: NodeScript = {},
  ): Promise<ScriptedNode> {
    const client = await WireClient.open(t, url);
    const node = new ScriptedNode(client, script);
    const { id = "node-1", commands = {} } = script;
    await client.call("connect", {
      minProtocol: 3,
      maxProtocol: 3,
      client: { id, version: "1.0.0", platform: "ios", mode: "node", ...script.client },
      role: "node",
      commands: Object.keys(commands),
      ...script.connect,
    });
    return node;
  }

  /** Commands that came so far. */
  get commands(): NodeCommand[] {
    return this.client.events("node.invoke.request").map((frame) => frame.payload as NodeCommand);
  }

  /** The command with this name, or any, now or later; `nth` counts from 1. */
  async command(name?: string, nth = 1): Promise<NodeCommand> {
    const fits = () =>
      this.commands.filter(({ command }) => name === undefined || command === name);
    await this.client.frame(() => fits().length >= nth, `command ${name ?? ""} number ${nth}`);
    const found = fits()[nth - 1];
    if (!found) throw new Error("the command is gone");
    return found;
  }

  /** Sends an answer, and resolves with what the gateway says to it. */
  answer(
    { id, nodeId }: Pick<NodeCommand, "id" | "nodeId">,
    result: { payload?: unknown; payloadJSON?: string; error?: object },
  ): Promise<Frame> {
    const ok = result.error === undefined;
    return this.client.request("node.invoke.result", { id, nodeId, ok, ...result });
  }

  /** Reports something; resolves with what the gateway says to it. */
  event(event: string, payload?: unknown): Promise<Frame> {
    return this.client.request("node.event", { event, payload });
  }

  /** Ends the connection and waits until it is closed. */
  async leave(): Promise<void> {
    this.client.socket.close(1000);
    await this.client.closed;
  }

  #perform(command: NodeCommand): void {
    const handle = this.#script.commands?.[command.command];
    if (!handle) return;
    const { id, nodeId, paramsJSON } = command;
    try {
      const payload = handle(paramsJSON === null ? undefined : JSON.parse(paramsJSON), command);
      this.client.ask("node.invoke.result", { id, nodeId, ok: true, payload });
    } catch (thrown) {
      if (!(thrown instanceof NodeFailure)) throw thrown;
      const error = { code: thrown.code, message: thrown.message };
      this.client.ask("node.invoke.result", { id, nodeId, ok: false, error });
    }
  }
}
