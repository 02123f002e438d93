// Written by `pnpm gen`; edit the declarations instead.
import type { Secret } from "../../kernel/secret.ts";
import type { ConfigKey } from "../define.ts";

/** Every key, objects before what is in them. */
export const sections: readonly ConfigKey[] = [
  {
    "key": "env",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": true,
    "description": "Variables, by name, here or below `vars`; seen where the environment has none."
  },
  {
    "key": "env.vars",
    "type": "record",
    "optional": false,
    "default": {},
    "reload": "gateway",
    "secret": true
  },
  {
    "key": "agents",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "agents.defaults",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "agents.defaults.model",
    "type": "object",
    "optional": false,
    "reload": "live",
    "secret": false
  },
  {
    "key": "agents.defaults.model.primary",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "agentMayChange": true,
    "description": "The model that answers, as `provider/name` or an alias. Without it: the first model under `models.providers`, else a key in the environment, else a model server on this machine, else `builtin/offline`."
  },
  {
    "key": "agents.defaults.model.fallbacks",
    "type": "list",
    "optional": false,
    "default": [],
    "reload": "live",
    "secret": false,
    "agentMayChange": true,
    "description": "Models that are asked in this order when the primary one fails."
  },
  {
    "key": "agents.defaults.models",
    "type": "record",
    "optional": false,
    "default": {},
    "reload": "live",
    "secret": false,
    "description": "Aliases, by `provider/name`. When it names any model, `models.list` shows these only."
  },
  {
    "key": "agents.defaults.models.*",
    "type": "object",
    "optional": true,
    "reload": "live",
    "secret": false
  },
  {
    "key": "agents.defaults.models.*.alias",
    "type": "string",
    "optional": true,
    "within": "agents.defaults.models.*",
    "reload": "live",
    "secret": false,
    "agentMayChange": true,
    "description": "A short name for this model."
  },
  {
    "key": "agents.defaults.workspace",
    "type": "string",
    "optional": false,
    "default": "~/zero",
    "reload": "live",
    "secret": false,
    "description": "Folder of the agent's own files, such as `AGENTS.md` and `SOUL.md`."
  },
  {
    "key": "agents.defaults.skipBootstrap",
    "type": "boolean",
    "optional": false,
    "default": false,
    "reload": "live",
    "secret": false,
    "description": "Do not create the first files in a new workspace."
  },
  {
    "key": "agents.defaults.bootstrapMaxChars",
    "type": "integer",
    "optional": false,
    "default": 20000,
    "reload": "live",
    "secret": false,
    "description": "Longest text that one workspace file adds to the prompt; its middle is left out."
  },
  {
    "key": "agents.defaults.contextTokens",
    "type": "integer",
    "optional": false,
    "default": 200000,
    "reload": "live",
    "secret": false,
    "description": "Largest prompt and answer together, also for models that could take more."
  },
  {
    "key": "agents.defaults.timeoutSeconds",
    "type": "integer",
    "optional": false,
    "default": 600,
    "reload": "live",
    "secret": false,
    "description": "Longest time of one turn; 0 means no limit. A request may ask for another."
  },
  {
    "key": "agents.defaults.verboseDefault",
    "type": "string",
    "choices": [
      "off",
      "on",
      "full"
    ],
    "optional": false,
    "default": "off",
    "reload": "live",
    "secret": false,
    "agentMayChange": true,
    "description": "Whether clients see the tools of a turn as they run."
  },
  {
    "key": "agents.defaults.maxConcurrent",
    "type": "integer",
    "optional": false,
    "default": 4,
    "reload": "live",
    "secret": false,
    "description": "Turns that run at once, over all sessions."
  },
  {
    "key": "agents.defaults.limits",
    "type": "object",
    "optional": false,
    "reload": "live",
    "secret": false
  },
  {
    "key": "agents.defaults.limits.firstTokenSeconds",
    "type": "integer",
    "optional": false,
    "default": 180,
    "reload": "live",
    "secret": false,
    "description": "Longest wait for the first sign of an answer."
  },
  {
    "key": "agents.defaults.limits.silenceSeconds",
    "type": "integer",
    "optional": false,
    "default": 90,
    "reload": "live",
    "secret": false,
    "description": "Longest silence inside an answer."
  },
  {
    "key": "agents.defaults.limits.toolSeconds",
    "type": "integer",
    "optional": false,
    "default": 60,
    "reload": "live",
    "secret": false,
    "description": "Longest time of one tool call."
  },
  {
    "key": "agents.defaults.limits.toolCalls",
    "type": "integer",
    "optional": false,
    "default": 50,
    "reload": "live",
    "secret": false,
    "description": "Tool calls in one turn."
  },
  {
    "key": "agents.defaults.limits.outputChars",
    "type": "integer",
    "optional": false,
    "default": 200000,
    "reload": "live",
    "secret": false,
    "description": "Longest text of one turn's answer; it ends there, with a note."
  },
  {
    "key": "browser",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "browser.controlUrl",
    "type": "string",
    "optional": true,
    "derived": {
      "from": "gateway.port",
      "plus": 2,
      "url": "http://127.0.0.1"
    },
    "env": "ZERO_BROWSER_CONTROL_URL",
    "reload": "live",
    "secret": false,
    "description": "Address of browser control. Reserved: this version does not listen there yet, so a change restarts nothing."
  },
  {
    "key": "browser.profiles",
    "type": "record",
    "optional": false,
    "default": {},
    "reload": "live",
    "secret": false,
    "description": "Browsers, by name. Their ports are kept free: this version starts no browser yet."
  },
  {
    "key": "browser.profiles.*",
    "type": "object",
    "optional": true,
    "reload": "live",
    "secret": false
  },
  {
    "key": "browser.profiles.*.cdpPort",
    "type": "integer",
    "optional": true,
    "within": "browser.profiles.*",
    "reload": "live",
    "secret": false,
    "description": "Port of the browser on this machine. `zero browser create-profile` takes a free one of those for browsers; it stays when `gateway.port` moves."
  },
  {
    "key": "browser.profiles.*.cdpUrl",
    "type": "string",
    "optional": true,
    "within": "browser.profiles.*",
    "reload": "live",
    "secret": true,
    "description": "Address of a browser elsewhere, instead of `cdpPort`. Treated as a secret: it may hold one."
  },
  {
    "key": "browser.profiles.*.color",
    "type": "string",
    "optional": true,
    "within": "browser.profiles.*",
    "reload": "live",
    "secret": false,
    "description": "Color that its windows are marked with, as `#RRGGBB`."
  },
  {
    "key": "canvasHost",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "canvasHost.port",
    "type": "integer",
    "optional": true,
    "derived": {
      "from": "gateway.port",
      "plus": 4
    },
    "env": "ZERO_CANVAS_HOST_PORT",
    "reload": "gateway",
    "secret": false,
    "description": "Port of the canvas; 0 takes any free one. Reserved: this version does not listen there yet."
  },
  {
    "key": "channels",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "channels.telegram",
    "type": "object",
    "optional": true,
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Telegram, through a bot that @BotFather made."
  },
  {
    "key": "channels.telegram.enabled",
    "type": "boolean",
    "optional": false,
    "within": "channels.telegram",
    "default": true,
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "False: the account is not connected."
  },
  {
    "key": "channels.telegram.name",
    "type": "string",
    "optional": true,
    "within": "channels.telegram",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "What people call the account, in listings."
  },
  {
    "key": "channels.telegram.botToken",
    "type": "string",
    "optional": true,
    "within": "channels.telegram",
    "env": "TELEGRAM_BOT_TOKEN",
    "reload": "service",
    "service": "channels",
    "secret": true,
    "description": "The token that @BotFather gave for the bot."
  },
  {
    "key": "channels.telegram.tokenFile",
    "type": "string",
    "optional": true,
    "within": "channels.telegram",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "File that holds the bot's token; wins over `botToken` beside it."
  },
  {
    "key": "channels.telegram.dmPolicy",
    "type": "string",
    "choices": [
      "allowlist",
      "open",
      "disabled"
    ],
    "optional": false,
    "within": "channels.telegram",
    "default": "allowlist",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Who may talk with the assistant in private: those in `allowFrom` (`allowlist`), everybody (`open`, which needs \"*\" in `allowFrom`) or nobody (`disabled`). A stranger gets nothing."
  },
  {
    "key": "channels.telegram.allowFrom",
    "type": "list",
    "optional": false,
    "within": "channels.telegram",
    "default": [],
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Numeric ids of the people who may talk with the assistant; an empty list is nobody."
  },
  {
    "key": "channels.telegram.replyToMode",
    "type": "string",
    "choices": [
      "off",
      "first",
      "all"
    ],
    "optional": false,
    "within": "channels.telegram",
    "default": "first",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Which parts of an answer quote the message that they answer."
  },
  {
    "key": "channels.telegram.textChunkLimit",
    "type": "integer",
    "optional": false,
    "within": "channels.telegram",
    "default": 4000,
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Longest message that is sent, in UTF-16 units; longer texts are cut."
  },
  {
    "key": "channels.telegram.timeoutSeconds",
    "type": "integer",
    "optional": false,
    "within": "channels.telegram",
    "default": 60,
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Longest wait for an answer of the Bot API, besides long polls."
  },
  {
    "key": "channels.telegram.apiRoot",
    "type": "string",
    "optional": false,
    "within": "channels.telegram",
    "default": "https://api.telegram.org",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Address of the Bot API; the token is sent there and nowhere else."
  },
  {
    "key": "channels.telegram.uncertainSends",
    "type": "string",
    "choices": [
      "resend",
      "hold"
    ],
    "optional": false,
    "within": "channels.telegram",
    "default": "resend",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "What becomes of a message whose delivery is unknown after a crash or a cut connection: it is sent again, which may double it (`resend`), or kept for the operator (`hold`)."
  },
  {
    "key": "channels.telegram.accounts",
    "type": "record",
    "optional": true,
    "within": "channels.telegram",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Several bots, each under a name of your choice."
  },
  {
    "key": "channels.telegram.accounts.*",
    "type": "object",
    "optional": true,
    "within": "channels.telegram.accounts",
    "reload": "service",
    "service": "channels",
    "secret": false
  },
  {
    "key": "channels.telegram.accounts.*.enabled",
    "type": "boolean",
    "optional": true,
    "within": "channels.telegram.accounts.*",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "False: the account is not connected."
  },
  {
    "key": "channels.telegram.accounts.*.name",
    "type": "string",
    "optional": true,
    "within": "channels.telegram.accounts.*",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "What people call the account, in listings."
  },
  {
    "key": "channels.telegram.accounts.*.botToken",
    "type": "string",
    "optional": true,
    "within": "channels.telegram.accounts.*",
    "reload": "service",
    "service": "channels",
    "secret": true,
    "description": "The token that @BotFather gave for the bot."
  },
  {
    "key": "channels.telegram.accounts.*.tokenFile",
    "type": "string",
    "optional": true,
    "within": "channels.telegram.accounts.*",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "File that holds the bot's token; wins over `botToken` beside it."
  },
  {
    "key": "channels.telegram.accounts.*.dmPolicy",
    "type": "string",
    "choices": [
      "allowlist",
      "open",
      "disabled"
    ],
    "optional": true,
    "within": "channels.telegram.accounts.*",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Who may talk with the assistant in private: those in `allowFrom` (`allowlist`), everybody (`open`, which needs \"*\" in `allowFrom`) or nobody (`disabled`). A stranger gets nothing."
  },
  {
    "key": "channels.telegram.accounts.*.allowFrom",
    "type": "list",
    "optional": true,
    "within": "channels.telegram.accounts.*",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Numeric ids of the people who may talk with the assistant; an empty list is nobody."
  },
  {
    "key": "channels.telegram.accounts.*.replyToMode",
    "type": "string",
    "choices": [
      "off",
      "first",
      "all"
    ],
    "optional": true,
    "within": "channels.telegram.accounts.*",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Which parts of an answer quote the message that they answer."
  },
  {
    "key": "channels.telegram.accounts.*.textChunkLimit",
    "type": "integer",
    "optional": true,
    "within": "channels.telegram.accounts.*",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Longest message that is sent, in UTF-16 units; longer texts are cut."
  },
  {
    "key": "channels.telegram.accounts.*.timeoutSeconds",
    "type": "integer",
    "optional": true,
    "within": "channels.telegram.accounts.*",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Longest wait for an answer of the Bot API, besides long polls."
  },
  {
    "key": "channels.telegram.accounts.*.apiRoot",
    "type": "string",
    "optional": true,
    "within": "channels.telegram.accounts.*",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "Address of the Bot API; the token is sent there and nowhere else."
  },
  {
    "key": "channels.telegram.accounts.*.uncertainSends",
    "type": "string",
    "choices": [
      "resend",
      "hold"
    ],
    "optional": true,
    "within": "channels.telegram.accounts.*",
    "reload": "service",
    "service": "channels",
    "secret": false,
    "description": "What becomes of a message whose delivery is unknown after a crash or a cut connection: it is sent again, which may double it (`resend`), or kept for the operator (`hold`)."
  },
  {
    "key": "commands",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "commands.restart",
    "type": "boolean",
    "optional": false,
    "default": false,
    "reload": "live",
    "secret": false,
    "description": "SIGUSR1 restarts the gateway in its process, whoever sent it."
  },
  {
    "key": "gateway",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "gateway.mode",
    "type": "string",
    "choices": [
      "local",
      "remote"
    ],
    "optional": true,
    "reload": "gateway",
    "secret": false,
    "description": "`local`: this machine runs the gateway. `remote`: commands ask another one."
  },
  {
    "key": "gateway.port",
    "type": "integer",
    "optional": false,
    "default": 18789,
    "env": "ZERO_GATEWAY_PORT",
    "reload": "gateway",
    "secret": false,
    "description": "Port of the WebSocket and of HTTP; 0 takes any free one."
  },
  {
    "key": "gateway.bind",
    "type": "string",
    "choices": [
      "loopback",
      "lan",
      "tailnet",
      "auto",
      "custom"
    ],
    "optional": false,
    "default": "loopback",
    "reload": "gateway",
    "secret": false,
    "description": "Which addresses it listens on. Anything but `loopback` needs a token or a password."
  },
  {
    "key": "gateway.customBindHost",
    "type": "string",
    "optional": true,
    "reload": "gateway",
    "secret": false,
    "description": "The address for `gateway.bind` = `custom`."
  },
  {
    "key": "gateway.auth",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false,
    "description": "What a client has to know."
  },
  {
    "key": "gateway.auth.mode",
    "type": "string",
    "choices": [
      "token",
      "password"
    ],
    "optional": true,
    "reload": "gateway",
    "secret": false,
    "description": "Which of the two is asked for; `password` when only that is set."
  },
  {
    "key": "gateway.auth.token",
    "type": "string",
    "optional": true,
    "env": "ZERO_GATEWAY_TOKEN",
    "reload": "gateway",
    "secret": true,
    "description": "What clients send as `auth.token`."
  },
  {
    "key": "gateway.auth.password",
    "type": "string",
    "optional": true,
    "env": "ZERO_GATEWAY_PASSWORD",
    "reload": "gateway",
    "secret": true,
    "description": "What clients send as `auth.password`."
  },
  {
    "key": "gateway.trustedProxies",
    "type": "list",
    "optional": false,
    "default": [],
    "reload": "gateway",
    "secret": false,
    "description": "Addresses of proxies whose forwarding headers are believed."
  },
  {
    "key": "gateway.reload",
    "type": "object",
    "optional": false,
    "reload": "live",
    "secret": false,
    "description": "The file is watched, and what changes in it is applied."
  },
  {
    "key": "gateway.reload.mode",
    "type": "string",
    "choices": [
      "hybrid",
      "hot",
      "restart",
      "off"
    ],
    "optional": false,
    "default": "hybrid",
    "reload": "live",
    "secret": false,
    "description": "What a changed file does: what can be applied is, and the rest restarts the gateway in its process (`hybrid`); the rest waits for the next start (`hot`); every change restarts (`restart`); nothing happens (`off`)."
  },
  {
    "key": "gateway.reload.debounceMs",
    "type": "integer",
    "optional": false,
    "default": 300,
    "reload": "live",
    "secret": false,
    "description": "How long the file has to rest before it is read."
  },
  {
    "key": "gateway.config",
    "type": "object",
    "optional": false,
    "reload": "live",
    "secret": false
  },
  {
    "key": "gateway.config.onInvalid",
    "type": "string",
    "choices": [
      "last-good",
      "exit"
    ],
    "optional": false,
    "default": "last-good",
    "reload": "live",
    "secret": false,
    "description": "What a start with a broken file does: it goes on with the last configuration that worked, and says so, or it leaves with status 78."
  },
  {
    "key": "gateway.http",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "gateway.http.endpoints",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "gateway.http.endpoints.chatCompletions",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "gateway.http.endpoints.chatCompletions.enabled",
    "type": "boolean",
    "optional": false,
    "default": false,
    "reload": "gateway",
    "secret": false,
    "description": "Serves `/v1/chat/completions`."
  },
  {
    "key": "gateway.tailscale",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "gateway.tailscale.mode",
    "type": "string",
    "choices": [
      "off",
      "serve",
      "funnel"
    ],
    "optional": false,
    "default": "off",
    "reload": "gateway",
    "secret": false,
    "description": "Has `tailscale` pass HTTPS on to this gateway: `serve` from the tailnet, `funnel` from the whole internet. Both need `gateway.bind` = `loopback`, `funnel` a password."
  },
  {
    "key": "gateway.tailscale.resetOnExit",
    "type": "boolean",
    "optional": false,
    "default": false,
    "reload": "gateway",
    "secret": false,
    "description": "Takes that back when the gateway leaves; Tailscale remembers it otherwise."
  },
  {
    "key": "gateway.remote",
    "type": "object",
    "optional": false,
    "reload": "live",
    "secret": false,
    "description": "The gateway that commands ask when `gateway.mode` is `remote`."
  },
  {
    "key": "gateway.remote.url",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "The gateway's address, such as `ws://127.0.0.1:18789`. With `transport: ssh` its port counts, on the other machine's loopback; without one that of `gateway.port`."
  },
  {
    "key": "gateway.remote.transport",
    "type": "string",
    "choices": [
      "direct",
      "ssh"
    ],
    "optional": false,
    "default": "direct",
    "reload": "live",
    "secret": false,
    "description": "How commands get there: `direct` to `url`, or through `ssh` to `sshTarget`, which each command starts and ends."
  },
  {
    "key": "gateway.remote.sshTarget",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "The other machine as `user@host[:port]`, or a name of your `ssh` configuration."
  },
  {
    "key": "gateway.remote.sshIdentity",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "The file of the key for it; `ssh` chooses without one."
  },
  {
    "key": "gateway.remote.token",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": true
  },
  {
    "key": "gateway.remote.password",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": true
  },
  {
    "key": "gateway.remote.tlsFingerprint",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "SHA-256 of the certificate that `url` (wss) must show; no other is taken."
  },
  {
    "key": "gateway.remote.allowPlaintext",
    "type": "boolean",
    "optional": false,
    "default": false,
    "reload": "live",
    "secret": false,
    "description": "Also speak `ws://` to hosts beyond this machine and the tailnet, where anybody on the way reads the token."
  },
  {
    "key": "gateway.nodes",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "gateway.nodes.allowCommands",
    "type": "list",
    "optional": false,
    "default": [],
    "reload": "live",
    "secret": false,
    "description": "Commands that nodes may run besides those of their platform."
  },
  {
    "key": "gateway.nodes.denyCommands",
    "type": "list",
    "optional": false,
    "default": [],
    "reload": "live",
    "secret": false,
    "description": "Commands that no node may run, whatever its platform."
  },
  {
    "key": "logging",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "logging.level",
    "type": "string",
    "choices": [
      "debug",
      "info",
      "warn",
      "error"
    ],
    "optional": false,
    "default": "info",
    "reload": "live",
    "secret": false,
    "description": "The least important record that goes into the file."
  },
  {
    "key": "logging.consoleLevel",
    "type": "string",
    "choices": [
      "debug",
      "info",
      "warn",
      "error"
    ],
    "optional": false,
    "default": "info",
    "reload": "live",
    "secret": false,
    "description": "The least important record that goes to stdout; `--verbose` makes it `debug`."
  },
  {
    "key": "logging.consoleStyle",
    "type": "string",
    "choices": [
      "pretty",
      "compact",
      "json"
    ],
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "How records look on stdout: for people, one line of text each, or as in the file. `pretty` on a terminal, else `json`."
  },
  {
    "key": "logging.redactSensitive",
    "type": "string",
    "choices": [
      "tools",
      "off"
    ],
    "optional": false,
    "default": "tools",
    "reload": "live",
    "secret": false,
    "description": "Known for the sake of older files. Secrets are taken out of the log whatever it says."
  },
  {
    "key": "logging.redactPatterns",
    "type": "list",
    "optional": false,
    "default": [],
    "reload": "live",
    "secret": false,
    "description": "Regular expressions, as text or as `/text/flags`; what they match is taken out of the log and of reports as well."
  },
  {
    "key": "logging.file",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "Another place than `<state>/logs/gateway.jsonl`."
  },
  {
    "key": "logging.budgetMb",
    "type": "integer",
    "optional": false,
    "default": 64,
    "reload": "live",
    "secret": false,
    "description": "What all files of the log may measure together, in MiB; the oldest go."
  },
  {
    "key": "logging.keepDays",
    "type": "integer",
    "optional": false,
    "default": 30,
    "reload": "live",
    "secret": false,
    "description": "Days for which an older file of the log is kept."
  },
  {
    "key": "meta",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "meta.lastTouchedVersion",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
  },
  {
    "key": "meta.lastTouchedAt",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
  },
  {
    "key": "models",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "models.mode",
    "type": "string",
    "choices": [
      "merge",
      "replace"
    ],
    "optional": false,
    "default": "merge",
    "reload": "live",
    "secret": false,
    "description": "`merge`: providers that stand here and those that the environment has a key for. `replace`: only those that stand here."
  },
  {
    "key": "models.providers",
    "type": "record",
    "optional": false,
    "default": {},
    "reload": "live",
    "secret": false,
    "description": "Model servers, by name."
  },
  {
    "key": "models.providers.*",
    "type": "object",
    "optional": true,
    "reload": "live",
    "secret": false
  },
  {
    "key": "models.providers.*.baseUrl",
    "type": "string",
    "optional": true,
    "within": "models.providers.*",
    "reload": "live",
    "secret": false,
    "description": "Address of the API. The key is sent to this origin and nowhere else."
  },
  {
    "key": "models.providers.*.apiKey",
    "type": "string",
    "optional": true,
    "within": "models.providers.*",
    "reload": "live",
    "secret": true,
    "description": "Its key."
  },
  {
    "key": "models.providers.*.api",
    "type": "string",
    "choices": [
      "openai-completions",
      "openai-responses",
      "anthropic-messages",
      "google-generative-ai"
    ],
    "optional": true,
    "within": "models.providers.*",
    "reload": "live",
    "secret": false,
    "description": "How it is spoken to; `openai-completions` unless the provider is known."
  },
  {
    "key": "models.providers.*.authHeader",
    "type": "boolean",
    "optional": true,
    "within": "models.providers.*",
    "reload": "live",
    "secret": false,
    "description": "Send the key as a bearer token, whatever the API usually does."
  },
  {
    "key": "models.providers.*.headers",
    "type": "record",
    "optional": true,
    "within": "models.providers.*",
    "reload": "live",
    "secret": true,
    "description": "More headers for each request to it."
  },
  {
    "key": "models.providers.*.models",
    "type": "list",
    "optional": false,
    "within": "models.providers.*",
    "default": [],
    "reload": "live",
    "secret": false,
    "description": "Models that it has; others work as well, with careful assumptions."
  },
  {
    "key": "models.providers.*.models.*",
    "type": "object",
    "optional": true,
    "within": "models.providers.*",
    "reload": "live",
    "secret": false
  },
  {
    "key": "models.providers.*.models.*.id",
    "type": "string",
    "optional": false,
    "within": "models.providers.*.models.*",
    "reload": "live",
    "secret": false,
    "description": "The server's name for it."
  },
  {
    "key": "models.providers.*.models.*.name",
    "type": "string",
    "optional": true,
    "within": "models.providers.*.models.*",
    "reload": "live",
    "secret": false,
    "description": "What people read."
  },
  {
    "key": "models.providers.*.models.*.reasoning",
    "type": "boolean",
    "optional": true,
    "within": "models.providers.*.models.*",
    "reload": "live",
    "secret": false,
    "description": "It can be told how much to think."
  },
  {
    "key": "models.providers.*.models.*.input",
    "type": "list",
    "optional": true,
    "within": "models.providers.*.models.*",
    "reload": "live",
    "secret": false,
    "description": "What it can be given."
  },
  {
    "key": "models.providers.*.models.*.cost",
    "type": "object",
    "optional": true,
    "within": "models.providers.*.models.*",
    "reload": "live",
    "secret": false,
    "description": "Price of a million tokens."
  },
  {
    "key": "models.providers.*.models.*.cost.input",
    "type": "number",
    "optional": false,
    "within": "models.providers.*.models.*.cost",
    "reload": "live",
    "secret": false
  },
  {
    "key": "models.providers.*.models.*.cost.output",
    "type": "number",
    "optional": false,
    "within": "models.providers.*.models.*.cost",
    "reload": "live",
    "secret": false
  },
  {
    "key": "models.providers.*.models.*.cost.cacheRead",
    "type": "number",
    "optional": true,
    "within": "models.providers.*.models.*.cost",
    "reload": "live",
    "secret": false
  },
  {
    "key": "models.providers.*.models.*.cost.cacheWrite",
    "type": "number",
    "optional": true,
    "within": "models.providers.*.models.*.cost",
    "reload": "live",
    "secret": false
  },
  {
    "key": "models.providers.*.models.*.contextWindow",
    "type": "integer",
    "optional": true,
    "within": "models.providers.*.models.*",
    "reload": "live",
    "secret": false,
    "description": "In tokens."
  },
  {
    "key": "models.providers.*.models.*.maxTokens",
    "type": "integer",
    "optional": true,
    "within": "models.providers.*.models.*",
    "reload": "live",
    "secret": false,
    "description": "Longest answer, in tokens."
  },
  {
    "key": "session",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "session.dmScope",
    "type": "string",
    "choices": [
      "main",
      "per-peer",
      "per-channel-peer",
      "per-account-channel-peer"
    ],
    "optional": false,
    "default": "main",
    "reload": "live",
    "secret": false,
    "description": "Which session a private message belongs to: one for everybody (`main`), or one for each person, for each person on each channel, or for each person on each account."
  },
  {
    "key": "wizard",
    "type": "object",
    "optional": false,
    "reload": "gateway",
    "secret": false
  },
  {
    "key": "wizard.lastRunAt",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
  },
  {
    "key": "wizard.lastRunVersion",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
  },
  {
    "key": "wizard.lastRunCommit",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
  },
  {
    "key": "wizard.lastRunCommand",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
  },
  {
    "key": "wizard.lastRunMode",
    "type": "string",
    "optional": true,
    "reload": "live",
    "secret": false,
    "description": "Stamp of an earlier gateway: accepted, read by nothing, and never written."
  }
];

/** What a person may write: everything with a default may be left out. */
export interface ConfigFile {
  env?: {
    vars?: Record<string, string>;
  };
  agents?: {
    defaults?: {
      model?: {
        primary?: string;
        fallbacks?: string[];
      };
      models?: Record<string, {
        alias?: string;
      }>;
      workspace?: string;
      skipBootstrap?: boolean;
      bootstrapMaxChars?: number;
      contextTokens?: number;
      timeoutSeconds?: number;
      verboseDefault?: "off" | "on" | "full";
      maxConcurrent?: number;
      limits?: {
        firstTokenSeconds?: number;
        silenceSeconds?: number;
        toolSeconds?: number;
        toolCalls?: number;
        outputChars?: number;
      };
    };
  };
  browser?: {
    controlUrl?: string;
    profiles?: Record<string, {
      cdpPort?: number;
      cdpUrl?: string;
      color?: string;
    }>;
  };
  canvasHost?: {
    port?: number;
  };
  channels?: {
    telegram?: {
      enabled?: boolean;
      name?: string;
      botToken?: string;
      tokenFile?: string;
      dmPolicy?: "allowlist" | "open" | "disabled";
      allowFrom?: (number | string)[];
      replyToMode?: "off" | "first" | "all";
      textChunkLimit?: number;
      timeoutSeconds?: number;
      apiRoot?: string;
      uncertainSends?: "resend" | "hold";
      accounts?: Record<string, {
        enabled?: boolean;
        name?: string;
        botToken?: string;
        tokenFile?: string;
        dmPolicy?: "allowlist" | "open" | "disabled";
        allowFrom?: (number | string)[];
        replyToMode?: "off" | "first" | "all";
        textChunkLimit?: number;
        timeoutSeconds?: number;
        apiRoot?: string;
        uncertainSends?: "resend" | "hold";
      }>;
    };
  };
  commands?: {
    restart?: boolean;
  };
  gateway?: {
    mode?: "local" | "remote";
    port?: number;
    bind?: "loopback" | "lan" | "tailnet" | "auto" | "custom";
    customBindHost?: string;
    auth?: {
      mode?: "token" | "password";
      token?: string;
      password?: string;
    };
    trustedProxies?: string[];
    reload?: {
      mode?: "hybrid" | "hot" | "restart" | "off";
      debounceMs?: number;
    };
    config?: {
      onInvalid?: "last-good" | "exit";
    };
    http?: {
      endpoints?: {
        chatCompletions?: {
          enabled?: boolean;
        };
      };
    };
    tailscale?: {
      mode?: "off" | "serve" | "funnel";
      resetOnExit?: boolean;
    };
    remote?: {
      url?: string;
      transport?: "direct" | "ssh";
      sshTarget?: string;
      sshIdentity?: string;
      token?: string;
      password?: string;
      tlsFingerprint?: string;
      allowPlaintext?: boolean;
    };
    nodes?: {
      allowCommands?: string[];
      denyCommands?: string[];
    };
  };
  logging?: {
    level?: "debug" | "info" | "warn" | "error";
    consoleLevel?: "debug" | "info" | "warn" | "error";
    consoleStyle?: "pretty" | "compact" | "json";
    redactSensitive?: "tools" | "off";
    redactPatterns?: string[];
    file?: string;
    budgetMb?: number;
    keepDays?: number;
  };
  meta?: {
    lastTouchedVersion?: string;
    lastTouchedAt?: string;
  };
  models?: {
    mode?: "merge" | "replace";
    providers?: Record<string, {
      baseUrl?: string;
      apiKey?: string;
      api?: "openai-completions" | "openai-responses" | "anthropic-messages" | "google-generative-ai";
      authHeader?: boolean;
      headers?: Record<string, string>;
      models?: {
        id: string;
        name?: string;
        reasoning?: boolean;
        input?: ("text" | "image")[];
        cost?: {
          input: number;
          output: number;
          cacheRead?: number;
          cacheWrite?: number;
        };
        contextWindow?: number;
        maxTokens?: number;
      }[];
    }>;
  };
  session?: {
    dmScope?: "main" | "per-peer" | "per-channel-peer" | "per-account-channel-peer";
  };
  wizard?: {
    lastRunAt?: string;
    lastRunVersion?: string;
    lastRunCommit?: string;
    lastRunCommand?: string;
    lastRunMode?: string;
  };
}

/** The configuration with every default applied. */
export interface Config {
  /** Variables, by name, here or below `vars`; seen where the environment has none. */
  env: {
    vars: Record<string, Secret>;
  };
  agents: {
    defaults: {
      model: {
        /** The model that answers, as `provider/name` or an alias. Without it: the first model under `models.providers`, else a key in the environment, else a model server on this machine, else `builtin/offline`. */
        primary?: string;
        /** Models that are asked in this order when the primary one fails. */
        fallbacks: string[];
      };
      /** Aliases, by `provider/name`. When it names any model, `models.list` shows these only. */
      models: Record<string, {
        /** A short name for this model. */
        alias?: string;
      }>;
      /** Folder of the agent's own files, such as `AGENTS.md` and `SOUL.md`. */
      workspace: string;
      /** Do not create the first files in a new workspace. */
      skipBootstrap: boolean;
      /** Longest text that one workspace file adds to the prompt; its middle is left out. */
      bootstrapMaxChars: number;
      /** Largest prompt and answer together, also for models that could take more. */
      contextTokens: number;
      /** Longest time of one turn; 0 means no limit. A request may ask for another. */
      timeoutSeconds: number;
      /** Whether clients see the tools of a turn as they run. */
      verboseDefault: "off" | "on" | "full";
      /** Turns that run at once, over all sessions. */
      maxConcurrent: number;
      limits: {
        /** Longest wait for the first sign of an answer. */
        firstTokenSeconds: number;
        /** Longest silence inside an answer. */
        silenceSeconds: number;
        /** Longest time of one tool call. */
        toolSeconds: number;
        /** Tool calls in one turn. */
        toolCalls: number;
        /** Longest text of one turn's answer; it ends there, with a note. */
        outputChars: number;
      };
    };
  };
  browser: {
    /** Address of browser control. Reserved: this version does not listen there yet, so a change restarts nothing. */
    controlUrl?: string;
    /** Browsers, by name. Their ports are kept free: this version starts no browser yet. */
    profiles: Record<string, {
      /** Port of the browser on this machine. `zero browser create-profile` takes a free one of those for browsers; it stays when `gateway.port` moves. */
      cdpPort?: number;
      /** Address of a browser elsewhere, instead of `cdpPort`. Treated as a secret: it may hold one. */
      cdpUrl?: Secret;
      /** Color that its windows are marked with, as `#RRGGBB`. */
      color?: string;
    }>;
  };
  canvasHost: {
    /** Port of the canvas; 0 takes any free one. Reserved: this version does not listen there yet. */
    port?: number;
  };
  channels: {
    /** Telegram, through a bot that @BotFather made. */
    telegram?: {
      /** False: the account is not connected. */
      enabled: boolean;
      /** What people call the account, in listings. */
      name?: string;
      /** The token that @BotFather gave for the bot. */
      botToken?: Secret;
      /** File that holds the bot's token; wins over `botToken` beside it. */
      tokenFile?: string;
      /** Who may talk with the assistant in private: those in `allowFrom` (`allowlist`), everybody (`open`, which needs "*" in `allowFrom`) or nobody (`disabled`). A stranger gets nothing. */
      dmPolicy: "allowlist" | "open" | "disabled";
      /** Numeric ids of the people who may talk with the assistant; an empty list is nobody. */
      allowFrom: (number | string)[];
      /** Which parts of an answer quote the message that they answer. */
      replyToMode: "off" | "first" | "all";
      /** Longest message that is sent, in UTF-16 units; longer texts are cut. */
      textChunkLimit: number;
      /** Longest wait for an answer of the Bot API, besides long polls. */
      timeoutSeconds: number;
      /** Address of the Bot API; the token is sent there and nowhere else. */
      apiRoot: string;
      /** What becomes of a message whose delivery is unknown after a crash or a cut connection: it is sent again, which may double it (`resend`), or kept for the operator (`hold`). */
      uncertainSends: "resend" | "hold";
      /** Several bots, each under a name of your choice. */
      accounts?: Record<string, {
        /** False: the account is not connected. */
        enabled?: boolean;
        /** What people call the account, in listings. */
        name?: string;
        /** The token that @BotFather gave for the bot. */
        botToken?: Secret;
        /** File that holds the bot's token; wins over `botToken` beside it. */
        tokenFile?: string;
        /** Who may talk with the assistant in private: those in `allowFrom` (`allowlist`), everybody (`open`, which needs "*" in `allowFrom`) or nobody (`disabled`). A stranger gets nothing. */
        dmPolicy?: "allowlist" | "open" | "disabled";
        /** Numeric ids of the people who may talk with the assistant; an empty list is nobody. */
        allowFrom?: (number | string)[];
        /** Which parts of an answer quote the message that they answer. */
        replyToMode?: "off" | "first" | "all";
        /** Longest message that is sent, in UTF-16 units; longer texts are cut. */
        textChunkLimit?: number;
        /** Longest wait for an answer of the Bot API, besides long polls. */
        timeoutSeconds?: number;
        /** Address of the Bot API; the token is sent there and nowhere else. */
        apiRoot?: string;
        /** What becomes of a message whose delivery is unknown after a crash or a cut connection: it is sent again, which may double it (`resend`), or kept for the operator (`hold`). */
        uncertainSends?: "resend" | "hold";
      }>;
    };
  };
  commands: {
    /** SIGUSR1 restarts the gateway in its process, whoever sent it. */
    restart: boolean;
  };
  gateway: {
    /** `local`: this machine runs the gateway. `remote`: commands ask another one. */
    mode?: "local" | "remote";
    /** Port of the WebSocket and of HTTP; 0 takes any free one. */
    port: number;
    /** Which addresses it listens on. Anything but `loopback` needs a token or a password. */
    bind: "loopback" | "lan" | "tailnet" | "auto" | "custom";
    /** The address for `gateway.bind` = `custom`. */
    customBindHost?: string;
    /** What a client has to know. */
    auth: {
      /** Which of the two is asked for; `password` when only that is set. */
      mode?: "token" | "password";
      /** What clients send as `auth.token`. */
      token?: Secret;
      /** What clients send as `auth.password`. */
      password?: Secret;
    };
    /** Addresses of proxies whose forwarding headers are believed. */
    trustedProxies: string[];
    /** The file is watched, and what changes in it is applied. */
    reload: {
      /** What a changed file does: what can be applied is, and the rest restarts the gateway in its process (`hybrid`); the rest waits for the next start (`hot`); every change restarts (`restart`); nothing happens (`off`). */
      mode: "hybrid" | "hot" | "restart" | "off";
      /** How long the file has to rest before it is read. */
      debounceMs: number;
    };
    config: {
      /** What a start with a broken file does: it goes on with the last configuration that worked, and says so, or it leaves with status 78. */
      onInvalid: "last-good" | "exit";
    };
    http: {
      endpoints: {
        chatCompletions: {
          /** Serves `/v1/chat/completions`. */
          enabled: boolean;
        };
      };
    };
    tailscale: {
      /** Has `tailscale` pass HTTPS on to this gateway: `serve` from the tailnet, `funnel` from the whole internet. Both need `gateway.bind` = `loopback`, `funnel` a password. */
      mode: "off" | "serve" | "funnel";
      /** Takes that back when the gateway leaves; Tailscale remembers it otherwise. */
      resetOnExit: boolean;
    };
    /** The gateway that commands ask when `gateway.mode` is `remote`. */
    remote: {
      /** The gateway's address, such as `ws://127.0.0.1:18789`. With `transport: ssh` its port counts, on the other machine's loopback; without one that of `gateway.port`. */
      url?: string;
      /** How commands get there: `direct` to `url`, or through `ssh` to `sshTarget`, which each command starts and ends. */
      transport: "direct" | "ssh";
      /** The other machine as `user@host[:port]`, or a name of your `ssh` configuration. */
      sshTarget?: string;
      /** The file of the key for it; `ssh` chooses without one. */
      sshIdentity?: string;
      token?: Secret;
      password?: Secret;
      /** SHA-256 of the certificate that `url` (wss) must show; no other is taken. */
      tlsFingerprint?: string;
      /** Also speak `ws://` to hosts beyond this machine and the tailnet, where anybody on the way reads the token. */
      allowPlaintext: boolean;
    };
    nodes: {
      /** Commands that nodes may run besides those of their platform. */
      allowCommands: string[];
      /** Commands that no node may run, whatever its platform. */
      denyCommands: string[];
    };
  };
  logging: {
    /** The least important record that goes into the file. */
    level: "debug" | "info" | "warn" | "error";
    /** The least important record that goes to stdout; `--verbose` makes it `debug`. */
    consoleLevel: "debug" | "info" | "warn" | "error";
    /** How records look on stdout: for people, one line of text each, or as in the file. `pretty` on a terminal, else `json`. */
    consoleStyle?: "pretty" | "compact" | "json";
    /** Known for the sake of older files. Secrets are taken out of the log whatever it says. */
    redactSensitive: "tools" | "off";
    /** Regular expressions, as text or as `/text/flags`; what they match is taken out of the log and of reports as well. */
    redactPatterns: string[];
    /** Another place than `<state>/logs/gateway.jsonl`. */
    file?: string;
    /** What all files of the log may measure together, in MiB; the oldest go. */
    budgetMb: number;
    /** Days for which an older file of the log is kept. */
    keepDays: number;
  };
  meta: {
    /** Stamp of an earlier gateway: accepted, read by nothing, and never written. */
    lastTouchedVersion?: string;
    /** Stamp of an earlier gateway: accepted, read by nothing, and never written. */
    lastTouchedAt?: string;
  };
  models: {
    /** `merge`: providers that stand here and those that the environment has a key for. `replace`: only those that stand here. */
    mode: "merge" | "replace";
    /** Model servers, by name. */
    providers: Record<string, {
      /** Address of the API. The key is sent to this origin and nowhere else. */
      baseUrl?: string;
      /** Its key. */
      apiKey?: Secret;
      /** How it is spoken to; `openai-completions` unless the provider is known. */
      api?: "openai-completions" | "openai-responses" | "anthropic-messages" | "google-generative-ai";
      /** Send the key as a bearer token, whatever the API usually does. */
      authHeader?: boolean;
      /** More headers for each request to it. */
      headers?: Record<string, Secret>;
      /** Models that it has; others work as well, with careful assumptions. */
      models: {
        /** The server's name for it. */
        id: string;
        /** What people read. */
        name?: string;
        /** It can be told how much to think. */
        reasoning?: boolean;
        /** What it can be given. */
        input?: ("text" | "image")[];
        /** Price of a million tokens. */
        cost?: {
          input: number;
          output: number;
          cacheRead?: number;
          cacheWrite?: number;
        };
        /** In tokens. */
        contextWindow?: number;
        /** Longest answer, in tokens. */
        maxTokens?: number;
      }[];
    }>;
  };
  session: {
    /** Which session a private message belongs to: one for everybody (`main`), or one for each person, for each person on each channel, or for each person on each account. */
    dmScope: "main" | "per-peer" | "per-channel-peer" | "per-account-channel-peer";
  };
  wizard: {
    /** Stamp of an earlier gateway: accepted, read by nothing, and never written. */
    lastRunAt?: string;
    /** Stamp of an earlier gateway: accepted, read by nothing, and never written. */
    lastRunVersion?: string;
    /** Stamp of an earlier gateway: accepted, read by nothing, and never written. */
    lastRunCommit?: string;
    /** Stamp of an earlier gateway: accepted, read by nothing, and never written. */
    lastRunCommand?: string;
    /** Stamp of an earlier gateway: accepted, read by nothing, and never written. */
    lastRunMode?: string;
  };
}
