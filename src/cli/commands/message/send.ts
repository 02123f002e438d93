import type { OptionTable, Values } from "../../argv/options.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";
import { SENDING, sendOrShow, TARGET } from "../../wire/sending.ts";

export const summary = "Sends a message through a channel.";
export const options = {
  target: TARGET,
  message: { type: "string", short: "m", required: true, value: "text", summary: "The text." },
  ...SENDING,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

export function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const { message } = given;
  return sendOrShow(io, given, scene, {
    action: "send",
    content: { message },
    request: (client, params) => client.request("send", params),
    done: "Sent",
    would: "Would send to",
    lines: [message],
  });
}
