import type { KeyTree } from "../../config/key-tree.ts";
import type { Edit } from "../../config/edit/edits.ts";
import type { Configuration } from "../../config/load.ts";
import type { LockFacts, LockOf, ProfileFacts } from "../facts/profiles.ts";
import type { Scene, Validity } from "../scene.ts";

/**
 * One thing that is not as it should be. A problem has to be dealt with; advice may be left as it
 * is, and does not make the state unhealthy.
 */
export interface Finding {
  readonly level: "problem" | "advice";
  /** What is, in one sentence. */
  readonly what: string;
  /** What that is made of, a line each. */
  readonly details?: readonly string[];
  /** What a person may do, where the doctor does not do it. */
  readonly next?: string;
  readonly repair?: Repair;
}

export interface Repair {
  /** What would be done, as a command: "Set its mode to 0700". */
  readonly says: string;
  /** An option of its own asked for it: nothing more is needed. */
  readonly isAskedFor?: boolean;
  /** Does it and says what was done. Throws `CommandError`, or what the file system throws. */
  apply(): Promise<string>;
}

/** What a check may look at. Nothing in it changes while the checks run. */
export interface Diagnosis {
  readonly scene: Scene;
  /** May take seconds. */
  readonly deep: boolean;
  readonly configuration: Configuration;
  readonly view: Validity["view"];
  readonly tree: KeyTree;
  /** The configuration and what it includes, the main file first. */
  readonly configFiles: readonly string[];
  /** Whether a gateway has this state directory. */
  readonly lock: LockFacts;
  /** The same of another one: looked at only by whoever needs it. */
  readonly lockOf: LockOf;
  /** Every profile of this home, this one among them where it is one of them. */
  readonly profiles: readonly ProfileFacts[];
  /** Also take away what somebody may have wanted. */
  readonly force: boolean;
  /** Somebody can type an answer, or a password. */
  readonly interactive: boolean;
  /** Make a token where there is none, or where it is too weak. */
  readonly wantsToken: boolean;
  /** Changes the configuration file and keeps everything else in it. */
  readonly edit: (edits: readonly Edit[]) => Promise<void>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** One area. `find` changes nothing. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly find: (diagnosis: Diagnosis) => Promise<readonly Finding[]> | readonly Finding[];
}

export const problem = (what: string, more: Omit<Finding, "level" | "what"> = {}): Finding => {
  return { level: "problem", what, ...more };
};
export const advice = (what: string, more: Omit<Finding, "level" | "what"> = {}): Finding => {
  return { level: "advice", what, ...more };
};
