import { Type } from "typebox";
import { defineConfig } from "../define.ts";
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

/** Where browser control is reached (V4). */
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
  },
  { reload: "live" },
);
