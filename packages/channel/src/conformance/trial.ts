import assert from "node:assert/strict";
import { after } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { ChannelAccount } from "../index.ts";
import type { ChannelHarness, MakeHarness } from "./harness.ts";
import { Disk, RecordingHost } from "./recording-host.ts";

const PATIENCE_MS = 20_000;

/** Waits until it is so. Rejects with what was waited for. */
export async function until(what: string, check: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!check()) {
    if (Date.now() > deadline) assert.fail(`waited in vain until ${what}`);
    await sleep(5);
  }
}

/** One account on one network, and everything that a test may do to it. */
export class Trial {
  readonly harness: ChannelHarness;
  readonly disk = new Disk();
  host: RecordingHost;
  account: ChannelAccount;
  readonly #accounts: ChannelAccount[] = [];
  readonly #errors: string[] = [];

  private constructor(harness: ChannelHarness, config: unknown) {
    this.harness = harness;
    this.host = new RecordingHost(this.disk);
    this.account = this.open(config);
  }

  /** An account that is opened and not started. It is taken down when the test is over. */
  static async of(make: MakeHarness, wrong = false): Promise<Trial> {
    const harness = await make();
    const trial = new Trial(harness, wrong ? harness.wrongConfig : harness.config);
    after(() => trial.close());
    return trial;
  }

  /** An account that is signed in. */
  static async linked(make: MakeHarness): Promise<Trial> {
    const trial = await Trial.of(make);
    trial.account.start();
    await trial.linked();
    return trial;
  }

  get network() {
    return this.harness.network;
  }

  linked(): Promise<void> {
    return until("the account is linked", () => this.host.state?.kind === "linked");
  }

  /** All of these texts are on disk, each once. */
  async stored(...texts: readonly string[]): Promise<void> {
    await until(
      `${texts.length} messages are stored`,
      () => this.disk.texts.length >= texts.length,
    );
    assert.deepEqual(this.disk.texts, texts);
  }

  confirmed(): Promise<void> {
    return until("the network was told what is safe", () => this.network.pending() === 0);
  }

  /** The process dies and another one takes over what was on disk. */
  async crash(): Promise<void> {
    const { account, host } = this;
    this.host = new RecordingHost(this.disk);
    // A dead process reads no more; that is all that stopping does here.
    await account.stop();
    host.release();
    this.account = this.open(this.harness.config);
  }

  /** How a send ended, in one word. */
  async send(text: string, to = this.network.conversation): Promise<string> {
    try {
      const { remoteId } = await this.account.send(to, { text }, `key-${text.slice(0, 20)}`);
      assert.ok(remoteId.length > 0);
      return "sent";
    } catch (error) {
      assert.ok(error instanceof Error && "failure" in error, "a send throws SendError only");
      this.#errors.push(`${error.message} ${JSON.stringify(error)} ${error.stack}`);
      return String(error.failure);
    }
  }

  /** Stops everything and looks for the credential in whatever was said. */
  async close(): Promise<void> {
    this.host.release();
    for (const account of this.#accounts) await account.stop();
    await this.harness.close();
    const said = `${this.host.words}\n${this.#errors.join("\n")}`;
    assert.ok(!said.includes(this.harness.secret), "the credential was shown (SR30)");
  }

  open(config: unknown): ChannelAccount {
    const account = this.harness.plugin.open(config, this.host);
    this.#accounts.push(account);
    return account;
  }
}
