import { createHash } from "node:crypto";
import {
  type AllowanceFile,
  type AllowanceView,
  EMPTY_ALLOWANCES,
  parseAllowances,
} from "../../domain/exec/allowances.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { isObject, type Value } from "./document.ts";
import { readPrivateFile } from "./private-file.ts";
import { writeConfigFile } from "./write.ts";

const FILE_BYTES_MAX = 4 * 1024 * 1024;

/**
 * `exec-approvals.json`: which commands were allowed for good. Every reading is from the disk, so
 * that an entry which somebody removes is gone at once; writes go one after the other.
 */
export class AllowanceStore {
  readonly #path: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Throws INVALID_REQUEST when the file cannot be used: it is no plain file of this user that
   * others may not change, too large, or not what it has to be. It then allows nothing.
   */
  read(): AllowanceView {
    const path = this.#path;
    const text = this.#text();
    if (text === undefined) {
      return { path, exists: false, hash: hashOf(""), file: EMPTY_ALLOWANCES };
    }
    return { path, exists: true, hash: hashOf(text), file: parseAllowances(parsed(text, path)) };
  }

  /**
   * Replaces the whole file, while it is what `read` gave with `baseHash`: otherwise
   * INVALID_REQUEST, because somebody else changed it. Only a file that is not there, or that
   * cannot be used, needs no hash.
   */
  write(file: AllowanceFile, baseHash?: string): Promise<AllowanceView> {
    return this.#inTurn(async () => {
      if (baseHash === undefined && this.#isUsed()) {
        const message = "baseHash required: get the approvals, and send the hash that came along";
        throw new ZeroError("INVALID_REQUEST", message);
      }
      if (baseHash !== undefined && this.#currentHash() !== baseHash) {
        const message = "the approvals file changed since it was read; get it again and retry";
        throw new ZeroError("CONFLICT", message);
      }
      return this.#replace(file);
    });
  }

  /** Replaces the file by what `change` makes of it. */
  update(change: (file: AllowanceFile) => AllowanceFile): Promise<AllowanceView> {
    return this.#inTurn(() => this.#replace(change(this.read().file)));
  }

  #text(): string | undefined {
    const path = this.#path;
    return readPrivateFile(path, FILE_BYTES_MAX, (why, cause) => {
      const message = `${path} cannot be used: ${why}`;
      return new ZeroError("INVALID_REQUEST", message, { cause });
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  #isUsed(): boolean {
    try {
      return this.read().exists;
    } catch (error) {
      if (error instanceof ZeroError) return false;
      throw error;
    }
  }

  /** Also of a file that cannot be used: a person must be able to replace it. */
  #currentHash(): string {
    return hashOf(this.#text() ?? "");
  }

  async #replace(file: AllowanceFile): Promise<AllowanceView> {
    const document: Value = JSON.parse(JSON.stringify(file)) as Value;
    if (isObject(document)) await writeConfigFile(this.#path, document);
    return this.read();
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `${path} is no JSON; correct it, or set a new one`;
    throw new ZeroError("INVALID_REQUEST", message, { cause: error });
  }
}
