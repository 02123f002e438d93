import { randomBytes } from "node:crypto";
import { isOpenToOthers } from "../../../config/rules/objections.ts";
import { describeSource } from "../../wire/target.ts";
import { Secret } from "../../../kernel/secret.ts";
import {
  advice,
  type Check,
  type Diagnosis,
  type Finding,
  problem,
  type Repair,
} from "../check.ts";

/** Shorter ones can be guessed. */
const SECRET_LENGTH_MIN = 24;
const TOKEN_BYTES = 24;

/** There is a secret where one is needed, and it cannot be guessed. */
export const tokens: Check = {
  id: "tokens",
  title: "Gateway secret",
  find(diagnosis) {
    const { configuration, view } = diagnosis;
    const { gateway } = configuration.config;
    const { auth, bind, mode } = gateway;
    if (!view.exists || !view.valid || mode === "remote") return [];
    const repair = diagnosis.wantsToken ? { repair: generation(diagnosis) } : {};
    const next = "`--generate-gateway-token` makes one";
    if (auth.mode !== undefined && auth[auth.mode] === undefined) {
      const what = `gateway.auth.mode is ${auth.mode}, and there is no ${auth.mode}: a gateway does not start.`;
      return [problem(what, { next, ...repair })];
    }
    if (auth.token === undefined && auth.password === undefined) {
      if (isOpenToOthers(gateway)) {
        const what = `gateway.bind is ${bind}, and there is no secret: a gateway does not start.`;
        return [problem(what, { next, ...repair })];
      }
      const what = "There is no secret: every program on this machine may use the gateway.";
      return [advice(what, { next, ...repair })];
    }
    return weakness(diagnosis, repair);
  },
};

function weakness(diagnosis: Diagnosis, repair: { repair?: Repair }): Finding[] {
  const { configuration } = diagnosis;
  const { token } = configuration.config.gateway.auth;
  if (token === undefined || token.reveal().length >= SECRET_LENGTH_MIN) return [];
  const source = configuration.sourceOf("gateway.auth.token");
  const what = `The gateway's token (${describeSource(source, "gateway.auth.token")}) has fewer than ${SECRET_LENGTH_MIN} characters.`;
  const next = "`--generate-gateway-token` makes a better one";
  if (source?.kind === "file") return [advice(what, { next, ...repair })];
  return [advice(what, { next: "choose a longer one where it is set" })];
}

function generation({ edit, scene }: Diagnosis): Repair {
  return {
    says: `Write a new token into ${scene.paths.configPath}`,
    isAskedFor: true,
    async apply() {
      const token = randomBytes(TOKEN_BYTES).toString("hex");
      await edit([
        { path: ["gateway", "auth", "mode"], value: "token" },
        { path: ["gateway", "auth", "token"], value: token },
      ]);
      return (
        `wrote gateway.auth.token = ${new Secret(token).toString()} (only its fingerprint is ` +
        "shown); restart the gateway, and give it to clients that had another one"
      );
    },
  };
}
