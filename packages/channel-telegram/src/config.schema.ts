import { Type, type TSchemaOptions } from "typebox";
import { DEFAULTS } from "./defaults.ts";

const word = (options: TSchemaOptions) => Type.String({ maxLength: 4096, ...options });

const enabled = (options?: TSchemaOptions) =>
  Type.Boolean({ ...options, description: "False: the account is not connected." });

const name = () => word({ description: "What people call the account, in listings." });

const botToken = (options?: TSchemaOptions) =>
  word({ ...options, secret: true, description: "The token that @BotFather gave for the bot." });

const tokenFile = () =>
  word({ description: "File that holds the bot's token; wins over `botToken` beside it." });

const dmPolicy = (options?: TSchemaOptions) =>
  Type.Enum(["allowlist", "open", "disabled"], {
    ...options,
    description:
      "Who may talk with the assistant in private: those in `allowFrom` (`allowlist`), everybody " +
      '(`open`, which needs "*" in `allowFrom`) or nobody (`disabled`). A stranger gets nothing.',
  });

const allowFrom = (options?: TSchemaOptions) =>
  Type.Array(
    Type.Union([Type.Integer({ minimum: 1 }), Type.String({ minLength: 1, maxLength: 64 })]),
    {
      ...options,
      maxItems: 10_000,
      description:
        "Numeric ids of the people who may talk with the assistant; an empty list is nobody.",
    },
  );

const replyToMode = (options?: TSchemaOptions) =>
  Type.Enum(["off", "first", "all"], {
    ...options,
    description: "Which parts of an answer quote the message that they answer.",
  });

const textChunkLimit = (options?: TSchemaOptions) =>
  Type.Integer({
    ...options,
    minimum: 64,
    maximum: 4096,
    description: "Longest message that is sent, in UTF-16 units; longer texts are cut.",
  });

const timeoutSeconds = (options?: TSchemaOptions) =>
  Type.Integer({
    ...options,
    minimum: 1,
    maximum: 500,
    description: "Longest wait for an answer of the Bot API, besides long polls.",
  });

const apiRoot = (options?: TSchemaOptions) =>
  word({
    ...options,
    pattern: "^https?://[^\\s/?#]+(/[^\\s?#]*)?$",
    description: "Address of the Bot API; the token is sent there and nowhere else.",
  });

const uncertainSends = (options?: TSchemaOptions) =>
  Type.Enum(["resend", "hold"], {
    ...options,
    description:
      "What becomes of a message whose delivery is unknown after a crash or a cut connection: it is " +
      "sent again, which may double it (`resend`), or kept for the operator (`hold`).",
  });

/** One entry of `channels.telegram.accounts`; what it leaves out comes from the keys beside it. */
export const telegramAccount = Type.Object(
  {
    enabled: Type.Optional(enabled()),
    name: Type.Optional(name()),
    botToken: Type.Optional(botToken()),
    tokenFile: Type.Optional(tokenFile()),
    dmPolicy: Type.Optional(dmPolicy()),
    allowFrom: Type.Optional(allowFrom()),
    replyToMode: Type.Optional(replyToMode()),
    textChunkLimit: Type.Optional(textChunkLimit()),
    timeoutSeconds: Type.Optional(timeoutSeconds()),
    apiRoot: Type.Optional(apiRoot()),
    uncertainSends: Type.Optional(uncertainSends()),
  },
  { additionalProperties: false },
);

/** The section `channels.telegram`. Read at build time only. */
export const telegramConfig = Type.Object(
  {
    enabled: enabled({ default: DEFAULTS.enabled }),
    name: Type.Optional(name()),
    botToken: Type.Optional(botToken({ env: "TELEGRAM_BOT_TOKEN" })),
    tokenFile: Type.Optional(tokenFile()),
    dmPolicy: dmPolicy({ default: DEFAULTS.dmPolicy }),
    allowFrom: allowFrom({ default: [] }),
    replyToMode: replyToMode({ default: DEFAULTS.replyToMode }),
    textChunkLimit: textChunkLimit({ default: DEFAULTS.textChunkLimit }),
    timeoutSeconds: timeoutSeconds({ default: DEFAULTS.timeoutSeconds }),
    apiRoot: apiRoot({ default: DEFAULTS.apiRoot }),
    uncertainSends: uncertainSends({ default: DEFAULTS.uncertainSends }),
    accounts: Type.Optional(
      Type.Record(Type.String({ pattern: "^[a-z0-9][a-z0-9_-]{0,63}$" }), telegramAccount, {
        maxProperties: 64,
        description: "Several bots, each under a name of your choice.",
      }),
    ),
  },
  {
    additionalProperties: false,
    reload: "service",
    service: "channels",
    description: "Telegram, through a bot that @BotFather made.",
  },
);
