import type { PromptFile } from "./prompt/workspace.ts";

/** How an agent shows itself to people, as far as its owner wrote it down. */
export interface Identity {
  name?: string;
  theme?: string;
  emoji?: string;
  /** A picture as it was written: an address, or a path in the workspace. */
  avatar?: string;
  /** The same, when a client can show it as it stands. */
  avatarUrl?: string;
}

const WORD_LENGTH_MAX = 256;
const AVATAR_LENGTH_MAX = 8_192;

/** `Name: Zero`, `- Name: Zero`, `- **Name:** Zero` and `**Name**: Zero`. */
const LINE = /^\s*(?:[-*+]\s+)?\**(name|theme|emoji|avatar)\**\s*:\s*\**\s*(.*?)\s*$/i;

/** Reads `IDENTITY.md`. The first line that says something counts; what is too long is left out. */
export function identityOf(files: readonly PromptFile[]): Identity {
  const { text = "" } = files.find(({ name }) => name === "IDENTITY.md") ?? {};
  const found: Identity = {};
  for (const line of text.split("\n")) {
    const [, key = "", value = ""] = LINE.exec(line) ?? [];
    const name = key.toLowerCase();
    if (name === "name" || name === "theme" || name === "emoji" || name === "avatar") {
      const max = name === "avatar" ? AVATAR_LENGTH_MAX : WORD_LENGTH_MAX;
      if (value !== "" && value.length <= max) found[name] ??= value;
    }
  }
  if (found.avatar && /^(?:https?:\/\/|data:image\/)/i.test(found.avatar)) {
    found.avatarUrl = found.avatar;
  }
  return found;
}
