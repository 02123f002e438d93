import { BlockList, isIP } from "node:net";
import { isOpenToOthers } from "../../../config/rules/objections.ts";
import { isRecord } from "../../../kernel/is-record.ts";
import { Secret } from "../../../kernel/secret.ts";
import { type AuditCheck, type AuditFacts, setting, when } from "../check.ts";

/** Shorter secrets can be guessed. */
const SECRET_LENGTH_MIN = 24;
/** A range with fewer fixed bits holds strangers. */
const PREFIX_MIN = 8;

const gatewayOf = ({ configuration }: AuditFacts) => configuration.config.gateway;

function hasSecret(facts: AuditFacts): boolean {
  const { auth } = gatewayOf(facts);
  return auth.token !== undefined || auth.password !== undefined;
}

const isOpenBind = (facts: AuditFacts): boolean => isOpenToOthers(gatewayOf(facts));

export const gatewayChecks: readonly AuditCheck[] = [
  {
    id: "gateway.bind_no_auth",
    severity: "critical",
    title: "The gateway is reachable from the network and asks for no secret",
    remediation: "Set gateway.auth.token; `zero doctor --generate-gateway-token` makes one.",
    find: (facts) =>
      when(
        isOpenBind(facts) && !hasSecret(facts),
        `gateway.bind is ${gatewayOf(facts).bind}; a gateway refuses to start like this.`,
      ),
  },
  {
    id: "gateway.loopback_no_auth",
    severity: "warn",
    title: "The gateway asks for no secret",
    remediation: "Set gateway.auth.token; `zero doctor --generate-gateway-token` makes one.",
    find: (facts) =>
      when(
        !isOpenBind(facts) && !hasSecret(facts) && gatewayOf(facts).mode !== "remote",
        "Every program and every user of this machine may use it.",
      ),
  },
  {
    id: "gateway.token_too_short",
    severity: "warn",
    title: "The gateway's token can be guessed",
    remediation: "`zero doctor --generate-gateway-token` makes a long one.",
    find: tooShort("gateway.auth.token"),
  },
  {
    id: "gateway.trusted_proxies_wide",
    severity: "critical",
    title: "Strangers count as proxies, so they may say who they are",
    remediation: "Name the addresses of your own proxies in gateway.trustedProxies.",
    find: (facts) =>
      gatewayOf(facts)
        .trustedProxies.filter(isWide)
        .map((range) => `gateway.trustedProxies holds ${range}.`),
  },
  {
    id: "gateway.remote_plaintext",
    severity: "warn",
    title: "The gateway's secret crosses the network in clear",
    remediation: "Use wss://, an SSH tunnel or a tailnet address in gateway.remote.url.",
    find: (facts) => {
      const { mode, remote } = gatewayOf(facts);
      const isDirect = mode === "remote" && remote.transport === "direct";
      const isSo = isDirect && remote.url !== undefined && isPlaintext(remote.url);
      return when(isSo, `gateway.remote.url is ${remote.url}.`);
    },
  },
  {
    id: "gateway.tailscale_funnel",
    severity: "critical",
    title: "The whole internet reaches the gateway",
    remediation: "Set gateway.tailscale.mode to serve, unless that is meant.",
    find: (facts) =>
      when(gatewayOf(facts).tailscale.mode === "funnel", "gateway.tailscale.mode is funnel."),
  },
  {
    id: "gateway.tailscale_serve",
    severity: "info",
    title: "Every machine of the tailnet reaches the gateway",
    find: (facts) =>
      when(gatewayOf(facts).tailscale.mode === "serve", "gateway.tailscale.mode is serve."),
  },
  {
    id: "hooks.token_too_short",
    severity: "warn",
    title: "The token of webhooks can be guessed",
    remediation: "Set a longer hooks.token.",
    find: tooShort("hooks.token"),
  },
  {
    id: "hooks.token_reuse_gateway_token",
    severity: "warn",
    title: "Whoever may call a webhook may do everything",
    remediation: "Give webhooks a token of their own in hooks.token.",
    find: (facts) => {
      const hooks = setting(facts, "hooks.token");
      const own = gatewayOf(facts).auth.token;
      const isSame =
        hooks instanceof Secret && own !== undefined && hooks.reveal() === own.reveal();
      return when(isSame, "hooks.token and gateway.auth.token are the same.");
    },
  },
  {
    id: "hooks.path_root",
    severity: "critical",
    title: "Webhooks answer on every path",
    remediation: "Set hooks.path to a path of its own, such as /hooks.",
    find: (facts) => when(setting(facts, "hooks.path") === "/", "hooks.path is /."),
  },
  {
    id: "browser.remote_cdp_http",
    severity: "warn",
    title: "A browser is driven over the network in clear",
    remediation: "Use https:// or wss:// in cdpUrl, or an address of this machine.",
    find: (facts) =>
      cdpUrls(facts).flatMap(([key, url]) => {
        return when(isPlaintext(url), `${key} leads to ${URL.parse(url)?.host}.`);
      }),
  },
];

/** Addresses of browsers, by their keys. */
function cdpUrls(facts: AuditFacts): (readonly [key: string, url: string])[] {
  const profiles = setting(facts, "browser.profiles");
  const keys = Object.keys(isRecord(profiles) ? profiles : {});
  return ["browser.cdpUrl", ...keys.map((name) => `browser.profiles.${name}.cdpUrl`)].flatMap(
    (key) => {
      const url = setting(facts, key);
      if (url instanceof Secret) return [[key, url.reveal()] as const];
      return typeof url === "string" ? [[key, url] as const] : [];
    },
  );
}

/** Finds a secret that is set and can be guessed. */
function tooShort(key: string): AuditCheck["find"] {
  return (facts) => {
    const secret = setting(facts, key);
    if (!(secret instanceof Secret)) return [];
    const { length } = secret.reveal();
    const sentence = `${key} has ${length} characters; ${SECRET_LENGTH_MIN} or more are safe.`;
    return when(length < SECRET_LENGTH_MIN, sentence);
  };
}

function isWide(range: string): boolean {
  const [address = "", bits] = range.split("/");
  return isIP(address) !== 0 && bits !== undefined && Number(bits) < PREFIX_MIN;
}

/** In clear and over a network that others may listen to; a tailnet encrypts by itself. */
function isPlaintext(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^(ws|http):$/.test(url.protocol)) return false;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (host === "localhost" || host === "::1" || host.endsWith(".ts.net")) return false;
  if (isIP(host) !== 4) return true;
  const own = new BlockList();
  own.addSubnet("127.0.0.0", 8);
  own.addSubnet("100.64.0.0", 10);
  return !own.check(host);
}
