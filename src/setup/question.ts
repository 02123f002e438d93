import type { WizardStep } from "@zero/protocol";
import type { FoundServer } from "../net/model-servers.ts";
import { AnswerProblem, type Answers, type Kind } from "./answer.ts";
import type { Draft } from "./draft.ts";

/** The parts of the configuration that can be asked about on their own. */
export const SECTIONS = ["workspace", "model", "gateway", "daemon", "channels", "health"] as const;
export type Section = (typeof SECTIONS)[number];

/** The service of the operating system that keeps a gateway running. */
export interface ServiceSetup {
  /** What a person calls it, such as `systemd user service`. */
  readonly label: string;
  /** Why it cannot be installed here and what to do instead; undefined when it can. */
  obstacle(): Promise<string | undefined>;
  /** Installs and starts it. Throws `AnswerProblem` when that failed. */
  install(): Promise<void>;
  /** Only where services end with the last session of their user, as on Linux. */
  readonly linger?: {
    /** As a person would type it. */
    readonly command: string;
    isOn(): Promise<boolean>;
    /** Throws `AnswerProblem` when that failed. */
    turnOn(): Promise<void>;
  };
}

/** What the steps need of the world around them. */
export interface Surroundings {
  /** How the program is called, for hints; absent where nobody is near a command line. */
  readonly program?: string;
  readonly fetch: typeof globalThis.fetch;
  findServers(): Promise<readonly FoundServer[]>;
  /** Writes what the draft holds and returns what was written, in lines. */
  write(draft: Draft): Promise<readonly string[]>;
  /** Absent where none can be installed from, such as inside a running gateway. */
  readonly service?: ServiceSetup;
  /** Asks the gateway how it is, and returns that in one line; absent where it makes no sense. */
  readonly health?: () => Promise<string>;
}

/** What of a step is not told by its question: see spec.md 2.6. */
export type StepBody = Omit<WizardStep, "id" | "type">;

/** One step, as `Interview` drives it. */
export interface Question {
  readonly id: string;
  readonly kind: Kind;
  readonly section?: Section;
  /** True: whoever wants it quick is not asked, and the suggested answer is taken. */
  readonly isDetail: boolean;
  /** What to show while the answer is checked, where that takes a while. */
  readonly busy?: string;
  applies(draft: Draft, around: Surroundings): boolean | Promise<boolean>;
  show(draft: Draft, around: Surroundings): StepBody | Promise<StepBody>;
  /** Checks a given value against what was shown and takes it in. Throws `AnswerProblem`. */
  take(value: unknown, body: StepBody, draft: Draft, around: Surroundings): Promise<void>;
}

interface Declaration<Of extends Kind> {
  id: string;
  section?: Section;
  isDetail?: boolean;
  busy?: string;
  /** Absent: always. */
  applies?: (draft: Draft, around: Surroundings) => boolean | Promise<boolean>;
  show: (draft: Draft, around: Surroundings) => StepBody | Promise<StepBody>;
  /** Absent: there is nothing to take in. */
  take?: (value: Answers[Of], draft: Draft, around: Surroundings) => void | Promise<void>;
}

/** Declares a step. `take` gets a value of the kind's type, whatever was sent. */
export function question<Of extends Kind>(kind: Of, declared: Declaration<Of>): Question {
  const { id, section, busy, isDetail = false, applies = () => true, show, take } = declared;
  return {
    id,
    kind,
    isDetail,
    ...(section === undefined ? {} : { section }),
    ...(busy === undefined ? {} : { busy }),
    applies,
    show,
    take: async (value, body, draft, around) => {
      const read: Readers[Of] = READERS[kind];
      await take?.(read(value, body), draft, around);
    },
  };
}

type Readers = { readonly [Of in Kind]: (value: unknown, body: StepBody) => Answers[Of] };

const TEXT_MAX = 4096;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

const READERS: Readers = {
  note: () => undefined,
  text: (value) => {
    if (typeof value !== "string") throw new AnswerProblem("Answer with text.");
    if (value.length > TEXT_MAX) throw new AnswerProblem(`At most ${TEXT_MAX} characters.`);
    if (CONTROL.test(value)) throw new AnswerProblem("It must be one line of plain text.");
    return value.trim();
  },
  confirm: (value) => {
    if (typeof value === "boolean") return value;
    throw new AnswerProblem("Answer with yes or no.");
  },
  select: (value, body) => {
    const values = valuesOf(body);
    if (typeof value === "string" && values.includes(value)) return value;
    throw new AnswerProblem(`Choose one of: ${values.join(", ")}.`);
  },
  multiselect: (value, body) => {
    const values = valuesOf(body);
    const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
    const known = values.filter((one) => chosen.includes(one));
    if (known.length === new Set(chosen).size) return known;
    throw new AnswerProblem(`Choose among: ${values.join(", ")}.`);
  },
};

const valuesOf = ({ options = [] }: StepBody): string[] => options.map(({ value }) => value);
