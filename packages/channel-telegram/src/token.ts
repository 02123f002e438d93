import { open } from "node:fs/promises";
import type { Credential, Settings } from "./settings.ts";

const TOKEN = /^(\d{1,16}):[A-Za-z0-9_-]{1,256}$/;
const FILE_BYTES_MAX = 4096;

/** With these settings nothing can be connected; a person has to put them right. */
export class SetupProblem extends Error {
  override readonly name = "SetupProblem";
}

/** Throws `SetupProblem` when the address of the Bot API is none. */
export function checkAddress({ apiRoot }: Settings): void {
  if (URL.canParse(apiRoot)) return;
  throw new SetupProblem(`"${apiRoot}" is no web address; put channels.telegram.apiRoot right`);
}

/**
 * The bot's token, from its file or the configuration. Throws `SetupProblem` with what to do about
 * it.
 */
export async function readToken({ tokenFile, botToken }: Settings): Promise<string> {
  const token = tokenFile ? await readTokenFile(tokenFile) : reveal(botToken).trim();
  if (token === "") {
    throw new SetupProblem(
      "there is no bot token; put the one that @BotFather gave you into channels.telegram.botToken",
    );
  }
  if (!TOKEN.test(token)) {
    throw new SetupProblem(
      "the bot token has the wrong form; it is digits, a colon and letters, as @BotFather shows it",
    );
  }
  return token;
}

const reveal = (credential: Credential | undefined): string =>
  typeof credential === "object" ? credential.reveal() : (credential ?? "");

async function readTokenFile(path: string): Promise<string> {
  try {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(FILE_BYTES_MAX));
      return buffer.toString("utf8", 0, bytesRead).trim();
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new SetupProblem(
      `the file ${path} cannot be read${code}; check channels.telegram.tokenFile and its permissions`,
      { cause: error },
    );
  }
}

/** `text` without the token, in case something on the way repeated it (SR30). */
export function withoutToken(text: string, token: string): string {
  const [, key = ""] = token.split(":");
  const hidden = text.replaceAll(token, "***").replaceAll(encodeURIComponent(token), "***");
  return key.length >= 8 ? hidden.replaceAll(key, "***") : hidden;
}
