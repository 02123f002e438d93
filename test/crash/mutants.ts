import type { Plugin } from "rolldown";
import type { LoopReport } from "./kill-loop.ts";

/** A build that is broken on purpose, and what shows it. */
export interface Mutant {
  name: string;
  edits: readonly { file: string; find: string; replace: string }[];
  /** Where to kill it so that the break can show. */
  points: readonly string[];
  /** What the proof has to see. */
  shows: (report: LoopReport) => boolean;
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: "no unique key",
    edits: [
      {
        file: "src/store/migrations/0001-spine.ts",
        find:
          ", -- JSON: text, attachments, replyTo, group, mentionsUs\n" +
          "  UNIQUE (channel, account, remote_id)\n",
        replace: "\n",
      },
      {
        file: "src/features/inbox/rows.ts",
        find: "\n    ON CONFLICT (channel, account, remote_id) DO NOTHING",
        replace: "",
      },
    ],
    points: ["model:asked"],
    shows: ({ doubledInHistory }) => doubledInHistory > 0,
  },
  {
    name: "offset stored apart from the message",
    edits: [
      {
        file: "src/features/inbox/inbox.ts",
        find: "await this.#store.commit(statements);\n    } finally",
        replace:
          "if (position) await this.#store.commit([statements.pop()]);\n" +
          "      await this.#store.commit(statements);\n    } finally",
      },
    ],
    points: ["accept:before"],
    shows: ({ lost }) => lost > 0,
  },
  {
    name: "answer committed apart from the inbox mark",
    edits: [
      {
        file: "src/gateway/message-path.ts",
        find: "    await store.commit([\n      ...(message ? [",
        replace:
          "    await store.commit([runs.finished(id, outcome, at), " +
          "...(turn.inboxId === undefined ? [] : [inbox.handled(turn.inboxId)])]);\n" +
          "    await store.commit([\n      ...(message ? [",
      },
      {
        file: "src/gateway/message-path.ts",
        find:
          "      runs.finished(id, outcome, at),\n" +
          "      ...(turn.inboxId === undefined ? [] : [inbox.handled(turn.inboxId)]),\n" +
          "      ...this.#reply",
        replace: "      ...this.#reply",
      },
    ],
    points: ["answer:after"],
    shows: ({ lost }) => lost > 0,
  },
];

/**
 * Applies the edits while bundling. Throws when the source is not what an edit expects: a mutant
 * must not go stale.
 */
export function mutate({ name, edits }: Mutant): Plugin {
  const left = new Set(edits);
  return {
    name: `mutant: ${name}`,
    transform(code, id) {
      let changed = code;
      for (const edit of edits) {
        if (!id.endsWith(edit.file)) continue;
        if (changed.split(edit.find).length !== 2) {
          throw new Error(`the mutant "${name}" does not fit ${edit.file} any more`);
        }
        changed = changed.replace(edit.find, () => edit.replace);
        left.delete(edit);
      }
      return changed === code ? null : { code: changed };
    },
    buildEnd(error) {
      if (!error && left.size > 0)
        throw new Error(`the mutant "${name}" names a file that is not bundled`);
    },
  };
}
