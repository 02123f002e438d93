import type {
  Model,
  ModelError,
  ModelPart,
  ModelRequest,
} from "../../../src/features/agent/model.ts";

/** What a scripted model does when it is asked once. */
export type Script = (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelPart>;

export interface ScriptedModel extends Model {
  /** Everything that it was asked. */
  readonly requests: ModelRequest[];
}

/** A model that plays its scripts one after the other, the last one for ever. */
export function scriptedModel(
  scripts: readonly Script[],
  more: Partial<Pick<Model, "ref" | "contextTokens" | "outputTokens" | "reasoning">> = {},
): ScriptedModel {
  const requests: ModelRequest[] = [];
  const { ref = "test/scripted" } = more;
  const [provider = "", name = ""] = ref.split("/");
  return {
    contextTokens: 100_000,
    ...more,
    ref,
    provider,
    name,
    requests,
    stream(request, signal) {
      const script = scripts[Math.min(requests.length, scripts.length - 1)];
      if (!script) throw new Error("a scripted model needs a script");
      requests.push(request);
      return script(request, signal);
    },
  };
}

const USAGE = { inputTokens: 10, outputTokens: 2 };

/** Answers with these pieces of text. */
export function says(...deltas: readonly string[]): Script {
  return async function* () {
    for (const delta of deltas) yield { type: "text", delta };
    yield { type: "finish", reason: "stop", usage: USAGE };
  };
}

/** Asks for tools, with a word before where there is one. */
export function asks(calls: readonly (readonly [string, unknown])[], text = ""): Script {
  return async function* (request) {
    if (text !== "") yield { type: "text", delta: text };
    for (const [index, [name, input]] of calls.entries()) {
      yield { type: "tool-call", id: `c${request.messages.length}-${index}`, name, input };
    }
    yield { type: "finish", reason: "tool-calls", usage: USAGE };
  };
}

/** Says something, where there is anything to say, and fails. */
export function fails(error: ModelError | Error, ...deltas: readonly string[]): Script {
  return async function* () {
    for (const delta of deltas) yield { type: "text", delta };
    throw error;
  };
}

/** Says something and then nothing more, for ever, whatever its signal says. */
export function hangs(...deltas: readonly string[]): Script {
  return async function* () {
    for (const delta of deltas) yield { type: "text", delta };
    await new Promise(() => undefined);
  };
}

/** Ends without a word about the end, as a cut connection would. */
export function breaksOff(...deltas: readonly string[]): Script {
  return async function* () {
    for (const delta of deltas) yield { type: "text", delta };
  };
}
