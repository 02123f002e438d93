/** A message of a Chat Completions request, as far as a script looks at it. */
export interface ChatMessage {
  role: string;
  content?: string | readonly { type: string; text?: string }[] | null;
  tool_calls?: readonly { id: string; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

export interface ChatRequest {
  model: string;
  messages: readonly ChatMessage[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  tools?: readonly { function: { name: string } }[];
}

export interface ScriptedToolCall {
  name: string;
  arguments: object;
}

/** What the model answers: words, tool calls, or a refusal of the whole request. */
export type ModelAnswer =
  | { text: string; toolCalls?: readonly ScriptedToolCall[] }
  | { status: number; message: string; retryAfterSeconds?: number };

/** Decides by the request alone, so that the same request is answered the same after a crash. */
export type Script = (request: ChatRequest) => ModelAnswer;

/** The words of a message, whatever shape its content has. */
export function wordsOf(message: ChatMessage | undefined): string {
  const content = message?.content ?? "";
  return typeof content === "string" ? content : content.map((part) => part.text ?? "").join("");
}

/** The newest words of the user. */
export function lastUserText(request: ChatRequest): string {
  return wordsOf(request.messages.findLast((message) => message.role === "user"));
}

/** Says back what the user said last, nonce and all. */
export const echo: Script = (request) => ({ text: `echo: ${lastUserText(request)}` });

/**
 * Calls `tool` first, where the request offers it, and says back the user's words together with the
 * tool's result once it has one.
 */
export function echoAfterTool(tool: ScriptedToolCall): Script {
  return (request) => {
    const last = request.messages.at(-1);
    if (last?.role === "tool") {
      return { text: `echo: ${lastUserText(request)} (${tool.name}: ${wordsOf(last)})` };
    }
    const offered = request.tools?.some((one) => one.function.name === tool.name) ?? false;
    return offered ? { text: "", toolCalls: [tool] } : echo(request);
  };
}
