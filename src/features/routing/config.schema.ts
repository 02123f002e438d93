import { Type } from "typebox";
import { defineConfig } from "../../config/define.ts";

/** How people are spread over sessions. */
export const session = defineConfig("session", {
  dmScope: Type.Enum(["main", "per-peer", "per-channel-peer", "per-account-channel-peer"], {
    default: "main",
    reload: "live",
    description:
      "Which session a private message belongs to: one for everybody (`main`), or one for each " +
      "person, for each person on each channel, or for each person on each account.",
  }),
});
