import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startTelegram, type TelegramSimulator } from "@zero/simulator";
import { type Edit, parsePath } from "../../src/config/edit/edits.ts";
import { editText } from "../../src/config/edit/text.ts";
import type { Value } from "../../src/config/file/document.ts";
import { GatewayProcess, makeHome, stateOf } from "../support/gateway-process.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

export const TOKEN = "config-token-0123456789abcdef";

interface Scope {
  after(task: () => unknown): void;
}

/** A gateway with two bots and a client that is connected, whose file is edited from outside. */
export class ConfigWorld {
  readonly file: string;
  readonly gateway: GatewayProcess;
  readonly telegrams: readonly TelegramSimulator[];
  readonly #scope: Scope;

  private constructor(
    scope: Scope,
    gateway: GatewayProcess,
    telegrams: readonly TelegramSimulator[],
  ) {
    this.#scope = scope;
    this.gateway = gateway;
    this.telegrams = telegrams;
    this.file = join(stateOf(gateway.home), "zero.json");
  }

  /** `more` stands in the file before its last brace. */
  static async start(
    scope: Scope,
    more = "",
    env: Record<string, string> = {},
  ): Promise<ConfigWorld> {
    const telegrams = [
      await startTelegram({ token: "700000001:firstBotTokenOfThirtyFiveLetters12345" }),
      await startTelegram({ token: "700000002:secondBotTokenOfThirtyFiveLetters1234" }),
    ];
    for (const telegram of telegrams) scope.after(() => telegram.close());
    const home = makeHome();
    const state = stateOf(home);
    mkdirSync(state, { recursive: true, mode: 0o700 });
    writeFileSync(join(state, "zero.json"), written(telegrams, more), { mode: 0o600 });
    const gateway = await GatewayProcess.start({ home, args: [], env });
    scope.after(() => gateway.clean());
    const world = new ConfigWorld(scope, gateway, telegrams);
    await eventually(() => telegrams.every(({ stats }) => stats.polling), "both bots polling");
    return world;
  }

  connect(): Promise<WireClient> {
    return WireClient.connect(this.#scope, this.url, { auth: { token: TOKEN } });
  }

  /** Where it listens now: a restart may have moved it. */
  get url(): string {
    const all = this.gateway.records().filter(({ msg }) => msg === "the gateway listens");
    return String(all.at(-1)?.["url"]);
  }

  get text(): string {
    return readFileSync(this.file, "utf8");
  }

  /** As an editor that replaces the file. */
  write(text: string): void {
    writeFileSync(`${this.file}.new`, text, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  set(path: string, value: Value): void {
    this.edit({ path: parsePath(path), value });
  }

  edit(...edits: Edit[]): void {
    this.write(editText(this.text, edits));
  }

  /** Records of the log with this message. */
  records(msg: string): Record<string, unknown>[] {
    return this.gateway.records().filter((record) => record.msg === msg);
  }

  /** Waits for one more record with this message than `before` of them. */
  async record(msg: string, before = 0): Promise<Record<string, unknown>> {
    await this.gateway.until(() => this.records(msg).length > before, 20_000, msg);
    return this.records(msg).at(-1) ?? {};
  }
}

function written([first, second]: readonly TelegramSimulator[], more: string): string {
  return `// The file of a person.
{
  gateway: {
    mode: "local",
    port: 0, // any
    auth: { token: "${TOKEN}" },
    reload: { debounceMs: 20 },
  },
  /* Two bots. */
  channels: {
    telegram: {
      apiRoot: "${first?.apiRoot}",
      botToken: "${first?.token}",
      allowFrom: ["1"],
      accounts: {
        work: { botToken: "${second?.token}", apiRoot: "${second?.apiRoot}" },
      },
    },
  },${more}
}
`;
}
