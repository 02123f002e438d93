/**
 * Strict fakes of foreign servers, on the wire. For tests and demonstrations; the gateway never
 * imports them.
 */
export type { Person, Said, SentMessage } from "./telegram/chats.ts";
export type { Fault } from "./telegram/faults.ts";
export {
  startTelegram,
  type Call,
  type TelegramOptions,
  type TelegramSimulator,
} from "./telegram/server.ts";
export {
  echo,
  echoAfterTool,
  lastUserText,
  wordsOf,
  type ChatMessage,
  type ChatRequest,
  type ModelAnswer,
  type Script,
  type ScriptedToolCall,
} from "./model/script.ts";
export { startModel, type ModelOptions, type ModelSimulator } from "./model/server.ts";
