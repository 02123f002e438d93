import { StringDecoder } from "node:string_decoder";

/** Characters of both streams together that a result holds (spec.md 12.5). */
export const OUTPUT_MAX = 200_000;
/** Characters that the event of a run holds: its last words. */
const TAIL_MAX = 20_000;
/** Both streams as JSON, in bytes: a result has to fit a frame. */
const ENCODED_BYTES_MAX = 440_000;

export type Stream = "stdout" | "stderr";

/** What a command printed: the beginning of each stream, and the end of both. */
export class Output {
  readonly #texts = { stdout: "", stderr: "" };
  readonly #decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  #room = OUTPUT_MAX;
  #bytesLeft = ENCODED_BYTES_MAX;
  #tail = "";
  #truncated = false;

  take(stream: Stream, bytes: Buffer): void {
    this.#add(stream, this.#decoders[stream].write(bytes));
  }

  /** No more comes. */
  end(): void {
    for (const stream of ["stdout", "stderr"] as const) {
      this.#add(stream, this.#decoders[stream].end());
    }
  }

  get result(): { stdout: string; stderr: string; truncated: boolean } {
    return { ...this.#texts, truncated: this.#truncated };
  }

  get tail(): string {
    return this.#tail;
  }

  #add(stream: Stream, text: string): void {
    if (text === "") return;
    this.#tail = (this.#tail + text.slice(-TAIL_MAX)).slice(-TAIL_MAX).toWellFormed();
    const kept = this.#truncated ? "" : this.#fitting(text);
    if (kept.length < text.length) this.#truncated = true;
    this.#texts[stream] += kept;
    this.#room -= kept.length;
    this.#bytesLeft -= encodedBytes(kept);
  }

  /** As much of the beginning as there is room for. */
  #fitting(text: string): string {
    let kept = text.slice(0, this.#room);
    while (encodedBytes(kept) > this.#bytesLeft) kept = kept.slice(0, Math.floor(kept.length / 2));
    return kept.isWellFormed() ? kept : kept.slice(0, -1);
  }
}

function encodedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}
