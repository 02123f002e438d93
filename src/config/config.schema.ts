import { Type } from "typebox";
import { defineConfig } from "./define.ts";

const filled = (options: object = {}) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 4096, ...options }));
const level = (description: string) =>
  Type.Enum(["debug", "info", "warn", "error"], { default: "info", description });
const url = (options: object = {}) => filled({ pattern: "^wss?://[^\\s]+$", ...options });

/** Who may reach the gateway, and where. */
export const gateway = defineConfig("gateway", {
  mode: Type.Optional(
    Type.Enum(["local", "remote"], {
      description: "`local`: this machine runs the gateway. `remote`: commands ask another one.",
    }),
  ),
  port: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 18_789,
    env: "ZERO_GATEWAY_PORT",
    description: "Port of the WebSocket and of HTTP; 0 takes any free one.",
  }),
  bind: Type.Enum(["loopback", "lan", "tailnet", "auto", "custom"], {
    default: "loopback",
    description:
      "Which addresses it listens on. Anything but `loopback` needs a token or a password.",
  }),
  customBindHost: filled({ description: "The address for `gateway.bind` = `custom`." }),
  auth: Type.Object(
    {
      mode: Type.Optional(
        Type.Enum(["token", "password"], {
          description: "Which of the two is asked for; `password` when only that is set.",
        }),
      ),
      token: filled({
        secret: true,
        env: "ZERO_GATEWAY_TOKEN",
        description: "What clients send as `auth.token`.",
      }),
      password: filled({
        secret: true,
        env: "ZERO_GATEWAY_PASSWORD",
        description: "What clients send as `auth.password`.",
      }),
    },
    { description: "What a client has to know." },
  ),
  trustedProxies: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
    default: [],
    maxItems: 64,
    description: "Addresses of proxies whose forwarding headers are believed.",
  }),
  reload: Type.Object(
    {
      mode: Type.Enum(["hybrid", "hot", "restart", "off"], {
        default: "hybrid",
        description:
          "What a changed file does: what can be applied is, and the rest restarts the gateway in its " +
          "process (`hybrid`); the rest waits for the next start (`hot`); every change restarts " +
          "(`restart`); nothing happens (`off`).",
      }),
      debounceMs: Type.Integer({
        default: 300,
        minimum: 0,
        maximum: 60_000,
        description: "How long the file has to rest before it is read.",
      }),
    },
    { reload: "live", description: "The file is watched, and what changes in it is applied." },
  ),
  config: Type.Object(
    {
      onInvalid: Type.Enum(["last-good", "exit"], {
        default: "last-good",
        description:
          "What a start with a broken file does: it goes on with the last configuration that worked, " +
          "and says so, or it leaves with status 78.",
      }),
    },
    { reload: "live" },
  ),
  http: Type.Object({
    endpoints: Type.Object({
      chatCompletions: Type.Object({
        enabled: Type.Boolean({
          default: false,
          description: "Serves `/v1/chat/completions`.",
        }),
      }),
    }),
  }),
  tailscale: Type.Object({
    mode: Type.Enum(["off", "serve", "funnel"], {
      default: "off",
      description:
        "Has `tailscale` pass HTTPS on to this gateway: `serve` from the tailnet, `funnel` from the whole internet. Both need `gateway.bind` = `loopback`, `funnel` a password.",
    }),
    resetOnExit: Type.Boolean({
      default: false,
      description: "Takes that back when the gateway leaves; Tailscale remembers it otherwise.",
    }),
  }),
  remote: Type.Object(
    {
      url: url({
        description:
          "The gateway's address, such as `ws://127.0.0.1:18789`. With `transport: ssh` its port counts, on the other machine's loopback; without one that of `gateway.port`.",
      }),
      transport: Type.Enum(["direct", "ssh"], {
        default: "direct",
        description:
          "How commands get there: `direct` to `url`, or through `ssh` to `sshTarget`, which each command starts and ends.",
      }),
      sshTarget: filled({
        description:
          "The other machine as `user@host[:port]`, or a name of your `ssh` configuration.",
      }),
      sshIdentity: filled({
        description: "The file of the key for it; `ssh` chooses without one.",
      }),
      token: filled({ secret: true, reload: "live" }),
      password: filled({ secret: true, reload: "live" }),
      tlsFingerprint: filled({
        pattern: "^([sS][hH][aA]-?256[:=])?([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$",
        description: "SHA-256 of the certificate that `url` (wss) must show; no other is taken.",
      }),
      allowPlaintext: Type.Boolean({
        default: false,
        description:
          "Also speak `ws://` to hosts beyond this machine and the tailnet, where anybody on the way reads the token.",
      }),
    },
    {
      reload: "live",
      description: "The gateway that commands ask when `gateway.mode` is `remote`.",
    },
  ),
});

export const logging = defineConfig(
  "logging",
  {
    level: level("The least important record that goes into the file."),
    consoleLevel: level(
      "The least important record that goes to stdout; `--verbose` makes it `debug`.",
    ),
    consoleStyle: Type.Optional(
      Type.Enum(["pretty", "compact", "json"], {
        description:
          "How records look on stdout: for people, one line of text each, or as in the file. " +
          "`pretty` on a terminal, else `json`.",
      }),
    ),
    redactSensitive: Type.Enum(["tools", "off"], {
      default: "tools",
      description:
        "Known for the sake of older files. Secrets are taken out of the log whatever it says.",
    }),
    redactPatterns: Type.Array(Type.String({ minLength: 1, maxLength: 256 }), {
      default: [],
      maxItems: 16,
      description:
        "Regular expressions, as text or as `/text/flags`; what they match is taken out of the log " +
        "and of reports as well.",
    }),
    file: filled({ description: "Another place than `<state>/logs/gateway.jsonl`." }),
    budgetMb: Type.Integer({
      minimum: 4,
      maximum: 65_536,
      default: 64,
      description: "What all files of the log may measure together, in MiB; the oldest go.",
    }),
    keepDays: Type.Integer({
      minimum: 1,
      maximum: 3650,
      default: 30,
      description: "Days for which an older file of the log is kept.",
    }),
  },
  { reload: "live" },
);

/** What operators may do from outside the protocol. */
export const commands = defineConfig("commands", {
  restart: Type.Boolean({
    default: false,
    reload: "live",
    description: "SIGUSR1 restarts the gateway in its process, whoever sent it.",
  }),
});

const VARIABLE_NAME = "^[A-Za-z_][A-Za-z0-9_]*$";
const variable = () => Type.String({ maxLength: 131_072 });

/**
 * Variables for the gateway and for references in this file. The process's own and `<state>/.env`
 * win.
 */
export const env = defineConfig("", {
  env: Type.Object(
    {
      vars: Type.Record(Type.String({ pattern: VARIABLE_NAME }), variable(), { default: {} }),
    },
    {
      additionalProperties: variable(),
      secret: true,
      description: "Variables, by name, here or below `vars`; seen where the environment has none.",
    },
  ),
});

const STAMP = "Stamp of an earlier gateway: accepted, read by nothing, and never written.";
const stamp = () => Type.Optional(Type.String({ maxLength: 256, description: STAMP }));

/** What an earlier gateway noted about its writes (docs/decisions/no-stamps.md). */
export const meta = defineConfig(
  "meta",
  { lastTouchedVersion: stamp(), lastTouchedAt: stamp() },
  { reload: "live" },
);

/** What an earlier gateway noted about its set-up. */
export const wizard = defineConfig(
  "wizard",
  {
    lastRunAt: stamp(),
    lastRunVersion: stamp(),
    lastRunCommit: stamp(),
    lastRunCommand: stamp(),
    lastRunMode: stamp(),
  },
  { reload: "live" },
);
