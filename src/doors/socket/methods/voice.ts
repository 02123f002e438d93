import { ZeroError } from "../../../kernel/errors.ts";
import { handlers, type Needs } from "../handlers.ts";

export const voice = handlers<typeof import("./voice.schema.ts").voice>({
  "voicewake.get": async ({ voice }: Needs<"voice">) => ({ triggers: await voice.triggers() }),

  "voicewake.set": async ({ voice }: Needs<"voice">, { triggers }) => ({
    triggers: await voice.setTriggers(triggers),
  }),

  // A page in a browser has no microphone of its own that stays on: a phone does the talking.
  "talk.mode": ({ voice }: Needs<"voice">, { enabled, phase }, { caller }) => {
    if (caller.client.mode === "webchat" && !voice.mobileNodeConnected()) {
      throw new ZeroError(
        "UNAVAILABLE",
        "talking needs a connected phone or tablet; connect the app on one and try again",
      );
    }
    return voice.talk(enabled, phase);
  },
});
