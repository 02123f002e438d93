import { Type } from "typebox";
import { defineConfig } from "../define.ts";
import { CDP_URL, COLOR } from "./browser-profiles.ts";
import { CANVAS_OFFSET, CONTROL_OFFSET } from "./plan.ts";

/** Where the canvas is served, beside the gateway's port (V3). */
export const canvasHost = defineConfig("canvasHost", {
  port: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 65_535,
      derived: { from: "gateway.port", plus: CANVAS_OFFSET },
      env: "ZERO_CANVAS_HOST_PORT",
      description:
        "Port of the canvas; 0 takes any free one. Reserved: this version does not listen there yet.",
    }),
  ),
});

/** Where one browser is, and how it is told from others. */
const profile = Type.Object({
  cdpPort: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 65_535,
      description:
        "Port of the browser on this machine. `zero browser create-profile` takes a free one of those " +
        "for browsers; it stays when `gateway.port` moves.",
    }),
  ),
  cdpUrl: Type.Optional(
    Type.String({
      maxLength: 4096,
      pattern: CDP_URL.source,
      secret: true,
      description:
        "Address of a browser elsewhere, instead of `cdpPort`. Treated as a secret: it may hold one.",
    }),
  ),
  color: Type.Optional(
    Type.String({
      pattern: COLOR.source,
      description: "Color that its windows are marked with, as `#RRGGBB`.",
    }),
  ),
});

/** Where browser control is reached (V4), and the browsers themselves. */
export const browser = defineConfig(
  "browser",
  {
    controlUrl: Type.Optional(
      Type.String({
        maxLength: 4096,
        pattern: "^https?://[^\\s]+$",
        derived: { from: "gateway.port", plus: CONTROL_OFFSET, url: "http://127.0.0.1" },
        env: "ZERO_BROWSER_CONTROL_URL",
        description:
          "Address of browser control. Reserved: this version does not listen there yet, so a change " +
          "restarts nothing.",
      }),
    ),
    profiles: Type.Record(Type.String(), profile, {
      default: {},
      description:
        "Browsers, by name. Their ports are kept free: this version starts no browser yet.",
    }),
  },
  { reload: "live" },
);
