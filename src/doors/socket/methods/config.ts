import { handlers, type Needs } from "../handlers.ts";

export const config = handlers<typeof import("./config.schema.ts").config>({
  "config.get": ({ config }: Needs<"config">) => config.view(),
  "config.set": ({ config }: Needs<"config">, params) => config.replace(params),
  "config.apply": ({ config }: Needs<"config">, params) => config.apply(params, "config.apply"),
  "config.patch": ({ config }: Needs<"config">, params) => config.apply(params, "config.patch"),
  "config.schema": ({ config }: Needs<"config">) => config.schema(),
});
