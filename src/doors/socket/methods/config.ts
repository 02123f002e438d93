import { handlers, type Needs } from "../handlers.ts";

export const config = handlers<typeof import("./config.schema.ts").config>({
  "config.get": ({ config }: Needs<"config">) => config.view(),
});
