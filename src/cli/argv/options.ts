/** One option of a command, as plain data: `--help` and the parser are derived from it. */
export interface OptionSpec {
  /** A list is an option that may be given several times. */
  readonly type: "string" | "integer" | "boolean" | "list";
  /** One sentence for `--help`. */
  readonly summary: string;
  /** One letter: `-m`. */
  readonly short?: string;
  /** What stands for the value in `--help`; the option's own name otherwise. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly required?: boolean;
  /** Smallest integer that is taken; 0 otherwise. */
  readonly min?: number;
  /** Largest integer that is taken. */
  readonly max?: number;
  /** A switch that is on unless `--no-<name>` is given. */
  readonly negated?: boolean;
}

/** By name in camel case: `allowUnconfigured` is typed `--allow-unconfigured`. */
export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** A word that follows the options, such as the method of `gateway call`. */
export interface ArgumentSpec {
  readonly name: string;
  readonly summary: string;
  readonly optional?: boolean;
  /** One more word behind it. */
  readonly next?: ArgumentSpec;
}

/** What can be known of commands without running them, by their words. */
export type CommandList = Readonly<
  Record<
    string,
    {
      readonly summary: string;
      readonly load: () => Promise<{
        readonly options: OptionTable;
        readonly argument?: ArgumentSpec;
      }>;
    }
  >
>;

type ValueOf<Spec extends OptionSpec> = Spec extends { type: "boolean" }
  ? boolean
  : Spec extends { type: "integer" }
    ? number
    : Spec extends { type: "list" }
      ? readonly string[]
      : Spec extends { choices: readonly (infer Choice)[] }
        ? Choice
        : string;

/** What `run` gets for a table of options. */
export type Values<Table extends OptionTable> = {
  readonly [Name in keyof Table]:
    | ValueOf<Table[Name]>
    | (Table[Name] extends { required: true } ? never : undefined);
};

/** `allowUnconfigured` as it is typed: `allow-unconfigured`. */
export function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The options of every command that asks a gateway. */
export const RPC_OPTIONS = {
  url: {
    type: "string",
    value: "url",
    summary: "Address of the gateway, instead of the configured one.",
  },
  token: { type: "string", value: "token", summary: "Token of the gateway." },
  password: { type: "string", value: "password", summary: "Password of the gateway." },
  timeout: {
    type: "integer",
    value: "ms",
    min: 1,
    summary: "Longest wait in milliseconds (10000).",
  },
} as const satisfies OptionTable;

export const JSON_OPTION = {
  json: { type: "boolean", summary: "Print JSON." },
} as const satisfies OptionTable;
