import { valueAt } from "../../../config/file/document.ts";
import { BUILT_IN_CHANNELS } from "../../../config/rules/checks.ts";
import { accountSections, isSwitchedOn, type Section } from "../../../domain/channel-section.ts";
import { isRecord } from "../../../kernel/is-record.ts";
import { type AuditCheck, type AuditFacts, setting, when } from "../check.ts";

/** A secret that stands in the file itself, rather than a reference to a variable. */
function isWritten(facts: AuditFacts, key: string): boolean {
  const text = valueAt(facts.written, key);
  return typeof text === "string" && text !== "" && !text.includes("${");
}

/**
 * The accounts that a gateway would run, by the key that each stands at. Those without a credential
 * are among them: the service may have one that this command does not see.
 */
function runningAccounts({ configuration }: AuditFacts): [string, Section][] {
  const sections: Readonly<Record<string, unknown>> = configuration.config.channels;
  return BUILT_IN_CHANNELS.flatMap((manifest) =>
    accountSections(manifest, sections[manifest.id])
      .filter(({ config }) => isSwitchedOn(config))
      .map(({ path, config }): [string, Section] => {
        return [["channels", manifest.id, path].filter((part) => part !== "").join("."), config];
      }),
  );
}

/** Checks of what one channel's section says; the id names the channel. */
function channelCheck(
  channel: string,
  {
    code,
    ...check
  }: Omit<AuditCheck, "id" | "find"> & {
    code: string;
    find: (key: string, account: Section, facts: AuditFacts) => boolean;
    detail: (key: string, account: Section) => string;
  },
): AuditCheck {
  const { severity, title, remediation } = check;
  return {
    id: `channels.${channel}.dm.${code}`,
    severity,
    title,
    ...(remediation === undefined ? {} : { remediation }),
    find: (facts) =>
      runningAccounts(facts)
        .filter(([key]) => key === `channels.${channel}` || key.startsWith(`channels.${channel}.`))
        .filter(([key, account]) => check.find(key, account, facts))
        .map(([key, account]) => check.detail(key, account)),
  };
}

const peopleIn = (account: Section): number =>
  Array.isArray(account["allowFrom"]) ? account["allowFrom"].length : 0;

const DM_CHECKS: readonly Parameters<typeof channelCheck>[1][] = [
  {
    code: "open",
    severity: "critical",
    title: "Everybody may talk with the assistant",
    remediation: "Set dmPolicy to allowlist and name the people in allowFrom.",
    find: (_key, account) => account["dmPolicy"] === "open",
    detail: (key) => `${key}.dmPolicy is open.`,
  },
  {
    code: "scope_main_multiuser",
    severity: "warn",
    title: "Several people share one conversation, so each may read what the others said",
    remediation: "Set session.dmScope to per-channel-peer.",
    find: (_key, account, facts) =>
      setting(facts, "session.dmScope") === "main" &&
      (account["dmPolicy"] === "open" || peopleIn(account) > 1),
    detail: (key, account) =>
      `${key} lets ${account["dmPolicy"] === "open" ? "everybody" : `${peopleIn(account)} people`} in, and session.dmScope is main.`,
  },
  {
    code: "disabled",
    severity: "info",
    title: "Nobody may talk with the assistant in private",
    find: (_key, account) => account["dmPolicy"] === "disabled",
    detail: (key) => `${key}.dmPolicy is disabled.`,
  },
];

/** One set for each channel that is configured. */
export function channelChecks({ configuration }: AuditFacts): readonly AuditCheck[] {
  return Object.keys(configuration.config.channels).flatMap((channel) =>
    DM_CHECKS.map((check) => channelCheck(channel, check)),
  );
}

export const settingChecks: readonly AuditCheck[] = [
  {
    id: "logging.redact_off",
    severity: "warn",
    title: "The configuration asks for a log with secrets in it",
    remediation: "Set logging.redactSensitive to tools.",
    find: (facts) =>
      when(
        setting(facts, "logging.redactSensitive") === "off",
        "logging.redactSensitive is off. ZERO takes secrets out all the same; another program that reads this file may not.",
      ),
    fix: () => [
      { kind: "setting", edit: { path: ["logging", "redactSensitive"], value: "tools" } },
    ],
  },
  {
    id: "config.secrets.gateway_password_in_config",
    severity: "warn",
    title: "The gateway's password stands in the configuration file",
    remediation: "Keep it in ZERO_GATEWAY_PASSWORD, in <state>/.env or in the environment.",
    find: (facts) =>
      when(isWritten(facts, "gateway.auth.password"), "gateway.auth.password is set in the file."),
  },
  {
    id: "config.secrets.hooks_token_in_config",
    severity: "info",
    title: "The token of webhooks stands in the configuration file",
    remediation: "Keep it in a variable, and write hooks.token as ${NAME}.",
    find: (facts) => when(isWritten(facts, "hooks.token"), "hooks.token is set in the file."),
  },
  {
    id: "plugins.extensions_no_allowlist",
    severity: "warn",
    title: "Plug-ins run without having been named",
    remediation: "Name those that you trust in plugins.allow.",
    find: (facts) => {
      const plugins = setting(facts, "plugins");
      const isSo =
        isRecord(plugins) && plugins["enabled"] !== false && !Array.isArray(plugins["allow"]);
      return when(isSo, "plugins.allow is not set.");
    },
  },
  {
    id: "summary.attack_surface",
    severity: "info",
    title: "What can reach the assistant",
    find: (facts) => [surface(facts)],
  },
];

function surface(facts: AuditFacts): string {
  const { gateway } = facts.configuration.config;
  const accounts = runningAccounts(facts).map(([key, account]) => {
    const people = account["dmPolicy"] === "open" ? "everybody" : `${peopleIn(account)} people`;
    return `${key} (${people})`;
  });
  const extra = gateway.nodes.allowCommands;
  return [
    `gateway on ${gateway.bind}, port ${gateway.port}`,
    `channels: ${accounts.join(", ") || "none"}`,
    `HTTP for OpenAI clients: ${gateway.http.endpoints.chatCompletions.enabled ? "on" : "off"}`,
    `further commands of nodes: ${extra.length === 0 ? "none" : extra.join(", ")}`,
  ].join("; ");
}
