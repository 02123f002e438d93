import type { Socket } from "node:net";

export interface FrameOptions {
  opcode?: number;
  mask?: number;
  fin?: boolean;
  /** Length to claim in the header, whatever follows. */
  claimLength?: number;
}

export function encodeFrame(payload: string | Buffer, options?: FrameOptions): Buffer;

export interface CloseInfo {
  code: number;
  reason: string;
  clean: boolean;
}

export class Wire {
  static open(target: object): Promise<Wire>;
  readonly socket: Socket;
  onText: ((payload: Buffer) => void) | null;
  onClose: ((info: CloseInfo) => void) | null;
  readonly closed: CloseInfo | null;
  readonly bytesIn: number;
  readonly framesIn: number;
  readonly isOpen: boolean;
  text(text: string): void;
  raw(bytes: Buffer): void;
  close(): void;
  destroy(): void;
  whenClosed(withinMs: number): Promise<CloseInfo | null>;
}
