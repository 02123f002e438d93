import type { SessionKey } from "../../domain/ids.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { StaleError, type Statement, type Store } from "../../store/store.ts";

const TRIES = 5;

/**
 * Commits a change of a session; false when somebody else changed it first and it is worth another
 * try with what is there now. Rejects with UNAVAILABLE when the last try was in vain.
 */
export async function committed(
  store: Pick<Store, "commit">,
  key: SessionKey,
  statements: readonly Statement[],
  attempt: number,
): Promise<boolean> {
  try {
    await store.commit(statements);
    return true;
  } catch (error) {
    if (!(error instanceof StaleError)) throw error;
    if (attempt < TRIES) return false;
    const why = `${key} was changed by others at the same moment; try again`;
    throw new ZeroError("UNAVAILABLE", why, { cause: error });
  }
}
