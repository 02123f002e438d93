import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { test } from "node:test";
import { Flusher, FrameQueue, SharedFrame, textFrame } from "./frame-writer.ts";

/** Reads server frames the way a client does (RFC 6455, 5.2); fails on anything but whole texts. */
function readFrames(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    assert.equal(bytes[at], 0x81, "one final text frame");
    const short = bytes[at + 1] ?? 0;
    assert.ok(short < 128, "a server does not mask");
    const [head, length] =
      short < 126
        ? [2, short]
        : short === 126
          ? [4, bytes.readUInt16BE(at + 2)]
          : [10, Number(bytes.readBigUInt64BE(at + 2))];
    if (short === 126) assert.ok(length >= 126, "the shortest form is used");
    if (short === 127) assert.ok(length >= 65_536, "the shortest form is used");
    assert.ok(at + head + length <= bytes.length, "the frame is whole");
    texts.push(bytes.toString("utf8", at + head, at + head + length));
    at += head + length;
  }
  return texts;
}

/** Every length near a border of the header, and some in between. */
function* lengths(): Generator<number> {
  for (let n = 0; n <= 400; n += 1) yield n;
  for (let n = 3_900; n <= 4_200; n += 1) yield n;
  for (let n = 65_400; n <= 65_700; n += 1) yield n;
  for (let n = 500; n <= 70_000; n += 997) yield n;
}

test("a text of any length, ASCII or not, is one frame of the shortest form", () => {
  for (const n of lengths()) {
    for (const text of [
      "x".repeat(n),
      "é".repeat(n >> 1),
      "猫".repeat(n / 3),
      "😀".repeat(n >> 2),
    ]) {
      assert.deepEqual(readFrames(textFrame(text)), [text]);
    }
  }
});

test("half a character becomes U+FFFD and the length still fits", () => {
  assert.deepEqual(readFrames(textFrame("a\ud800b\udc00")), ["a\ufffdb\ufffd"]);
});

test("V21 a shared frame of any length ends with its seq, whatever the number of digits", () => {
  for (const n of lengths()) {
    const open = `{"a":"${"é".repeat(n >> 1)}"`;
    const shared = new SharedFrame(open);
    for (const seq of [1, 9, 10, 999, 1000, 123_456_789]) {
      const bytes = Buffer.concat([...shared.withSeq(seq)]);
      assert.deepEqual(readFrames(bytes), [`${open},"seq":${seq}}`]);
    }
  }
});

test("V21 the body is encoded once: equal numbers are the same bytes, large bodies are shared", () => {
  const small = new SharedFrame('{"a":1');
  assert.equal(small.withSeq(3), small.withSeq(3));
  const large = new SharedFrame(`{"a":"${"x".repeat(10_000)}"`);
  assert.equal(large.withSeq(11)[0], large.withSeq(12)[0]);
  assert.notEqual(large.withSeq(9)[0], large.withSeq(10)[0]);
});

/** Records what a socket is asked to write, and in how many writes. */
function recorder(writableLength = 0) {
  const writes: Buffer[] = [];
  let corked = 0;
  const socket = {
    writableLength,
    write: (chunk: Buffer) => void writes.push(chunk),
    cork: () => void (corked += 1),
    uncork: () => void (corked -= 1),
  };
  return { socket: socket as unknown as Socket, writes, isCorked: () => corked > 0 };
}

test("small frames of one turn leave as one write, in order", () => {
  const queue = new FrameQueue();
  const { socket, writes } = recorder();
  const texts = Array.from({ length: 50 }, (_, at) => `frame ${at}`);
  for (const text of texts) queue.push([textFrame(text)]);
  assert.ok(queue.bytes > 0);
  queue.flush(socket);
  assert.equal(queue.bytes, 0);
  assert.equal(writes.length, 1);
  assert.deepEqual(readFrames(Buffer.concat(writes)), texts);
  queue.flush(socket);
  assert.equal(writes.length, 1, "nothing is written for nothing");
});

test("large frames, and any that has to wait, are handed over without a copy", () => {
  for (const { size, waiting } of [
    { size: 100_000, waiting: 0 },
    { size: 10, waiting: 5 },
  ]) {
    const queue = new FrameQueue();
    const { socket, writes, isCorked } = recorder(waiting);
    const frames = [textFrame("a".repeat(size)), textFrame("b".repeat(size))];
    queue.push(frames);
    queue.flush(socket);
    assert.deepEqual(writes, frames);
    assert.ok(writes.every((chunk, at) => chunk === frames[at]));
    assert.equal(isCorked(), false);
  }
});

test("what was written in a turn is flushed when the code that runs is done", async () => {
  const flusher = new Flusher();
  const flushed: string[] = [];
  flusher.add({ flush: () => flushed.push("a") });
  flusher.add({ flush: () => flushed.push("b") });
  assert.deepEqual(flushed, []);
  await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(flushed, ["a", "b"]);
});
