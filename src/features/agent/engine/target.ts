import type { Api } from "../../../domain/model-provider.ts";
import type { Secret } from "../../../kernel/secret.ts";

/** One model of one provider, and how it is reached. */
export interface Target {
  readonly provider: string;
  readonly name: string;
  readonly api: Api;
  /**
   * Without a slash at its end. The key and the headers go to this origin and nowhere else (SR2).
   */
  readonly baseUrl: string;
  readonly key?: Secret;
  /** True: the key is a bearer token also where the API has a header of its own. */
  readonly bearer?: boolean;
  readonly headers?: Readonly<Record<string, Secret>>;
  readonly contextTokens: number;
  readonly outputTokens?: number;
  readonly reasoning?: boolean;
}

export type Fetch = typeof globalThis.fetch;
