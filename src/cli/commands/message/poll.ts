import type { OptionTable, Values } from "../../argv/options.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";
import { SENDING, sendOrShow, TARGET } from "../../wire/sending.ts";

export const summary = "Asks a question with answers to choose from, through a channel.";
export const options = {
  target: TARGET,
  pollQuestion: { type: "string", required: true, value: "text", summary: "The question." },
  pollOption: {
    type: "list",
    required: true,
    value: "text",
    summary: "An answer; give it once for each, two to twelve times.",
  },
  pollMulti: { type: "boolean", summary: "Let people choose several answers." },
  pollDurationHours: {
    type: "integer",
    value: "hours",
    min: 1,
    summary: "How long answers are taken; without it, until somebody ends the poll.",
  },
  ...SENDING,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

export function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const { pollQuestion: question, pollOption: answers, pollDurationHours: hours } = given;
  return sendOrShow(io, given, scene, {
    action: "poll",
    content: {
      question,
      options: [...answers],
      ...(given.pollMulti ? { maxSelections: answers.length } : {}),
      ...(hours === undefined ? {} : { durationHours: hours }),
    },
    request: (client, params) => client.request("poll", params),
    done: "Poll sent",
    would: "Would ask",
    lines: [question, ...answers.map((answer) => `- ${answer}`)],
  });
}
