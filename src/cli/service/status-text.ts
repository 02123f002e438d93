import { type Io, printable } from "../io.ts";
import type { Validity } from "../scene.ts";
import { byHand } from "../wire/remote/tunnel.ts";
import { addressText, credentialLine, type Target } from "../wire/target.ts";
import type { Rpc, Status, StatusReport } from "./status-report.ts";
import { otherPortText, type PortView, silentText } from "./port-view.ts";
import { reservedLines } from "./reserved-ports.ts";

/** The report for a person: what is installed, what is configured, what answers, what to do. */
export function statusLines(status: Status, io: Io): string[] {
  return status.report.remote ? remoteLines(status, io) : localLines(status, io);
}

/** The gateway that is asked comes first; what this machine has of its own is an extra. */
function remoteLines({ report, target, sent, hints, program }: Status, io: Io): string[] {
  const { config, remote, rpc, service, lastError, logFile } = report;
  const note = remote?.serviceNote;
  return [
    "Gateway: elsewhere (gateway.mode is remote); none belongs on this machine",
    `Config (cli): ${config.cli.path}${stateOf(config.cli)}`,
    ...issueLines(config.cli),
    ...askedLines(target),
    `Transport: ${target.ssh ? `ssh (${target.ssh.target})` : "direct"}`,
    identityLine(report.identity),
    credentialLine(sent),
    ...rpcLines(rpc, io),
    ...(note === undefined
      ? []
      : [
          `Warning: ${note}. \`${program} gateway uninstall\` removes it.`,
          ...serviceLines(report, program).map(printable),
          ...runtimeLines(report),
          ...(lastError === undefined ? [] : [`Last gateway error: ${lastError}`]),
          `Logs: ${logFile}`,
          ...(service.command ? hints : []),
        ]),
    ...neighbourLines(report).map(printable),
  ];
}

function askedLines(target: Target): string[] {
  return [
    `Probe target: ${addressText(target)} (${target.source})`,
    ...(target.remark === undefined ? [] : [`Probe note: ${target.remark}`]),
    dashboardLine(target),
  ];
}

function dashboardLine({ url, ssh }: Target): string {
  const address = `${url.replace(/^ws/, "http")}/`;
  if (!ssh) return `Dashboard: ${address}`;
  const forward = `-N -L ${ssh.to}:127.0.0.1:${ssh.to}`;
  return `Dashboard: ${address} while \`${byHand(ssh).replace("ssh", `ssh ${forward}`)}\` runs`;
}

function localLines({ report, target, sent, hints, program }: Status, io: Io): string[] {
  const { config, gateway, rpc } = report;
  return [
    ...serviceLines(report, program).map(printable),
    `Config (cli): ${config.cli.path}${stateOf(config.cli)}`,
    ...issueLines(config.cli),
    ...(config.daemon
      ? [
          `Config (service): ${config.daemon.path}${stateOf(config.daemon)}`,
          ...(config.mismatch ? issueLines(config.daemon) : []),
        ]
      : []),
    ...mismatchLines(report),
    `Gateway: bind=${gateway.bindMode} (${gateway.bindHost}), port=${gateway.port} (${gateway.portFrom})`,
    ...reservedLines(report.ports),
    ...askedLines(target),
    identityLine(report.identity),
    credentialLine(sent),
    ...runtimeLines(report),
    ...rpcLines(rpc, io),
    ...portLines(report).map(printable),
    ...(report.lastError === undefined ? [] : [`Last gateway error: ${report.lastError}`]),
    ...(report.service.command ? hints : []),
    ...neighbourLines(report).map(printable),
  ];
}

function serviceLines({ service, logFile }: StatusReport, program: string): string[] {
  const { label, loaded, loadedText, notLoadedText, command, configAudit } = service;
  const first = `Service: ${label} (${loaded ? loadedText : notLoadedText})`;
  const logs = `File logs: ${logFile}`;
  if (!command) {
    return [`${first}; none is installed: \`${program} gateway install\` makes one`, logs];
  }
  const variables = Object.entries(command.environment).map(([name, value]) => `${name}=${value}`);
  return [
    `${first}, ${service.scope} service ${service.name}`,
    logs,
    `Command: ${command.programArguments.join(" ") || "(none)"}`,
    `Service file: ${command.sourcePath}`,
    ...(command.workingDirectory === undefined ? [] : [`Working dir: ${command.workingDirectory}`]),
    ...(variables.length === 0 ? [] : [`Service env: ${variables.join(" ")}`]),
    ...(configAudit?.issues ?? []).map(({ code, message, detail }) => {
      return `Service config issue: ${message}${detail ? ` (${detail})` : ""} [${code}]`;
    }),
    ...(configAudit && !configAudit.ok ? [`Repair: \`${program} gateway install --force\``] : []),
  ];
}

function mismatchLines({ config, portCli, gateway, authCli }: StatusReport): string[] {
  return [
    ...(config.mismatch
      ? [
          "Warning: the service reads another configuration than this command: different profile, " +
            "ZERO_STATE_DIR or ZERO_CONFIG_PATH. Reinstall it from the same environment.",
        ]
      : []),
    ...(portCli ? [`Warning: ${otherPortText(portCli.port, gateway.port)}.`] : []),
    ...(authCli
      ? [
          `Warning: commands send ${authCli.map(({ kind, fingerprint, source }) => `${kind} ***${fingerprint} (${source})`).join(", ") || "no secret"}, ` +
            "the service expects another one.",
        ]
      : []),
  ];
}

function identityLine({ path, deviceId, problem }: StatusReport["identity"]): string {
  if (problem !== undefined) return `Identity: none (${problem})`;
  if (deviceId === undefined) return `Identity: none yet (${path})`;
  return `Identity: device ${deviceId} (${path})`;
}

function runtimeLines({ service: { runtime, command } }: StatusReport): string[] {
  const { status, pid, state, subState, lastExitStatus, lastExitReason, detail } = runtime;
  if (!command && status !== "running") return detail === undefined ? [] : [`Runtime: ${detail}`];
  const facts = [
    ...(pid === undefined ? [] : [`pid ${pid}`]),
    ...(state === undefined
      ? []
      : [`state ${subState === undefined ? state : `${state}/${subState}`}`]),
    ...(lastExitStatus === undefined || status === "running"
      ? []
      : [
          `last exit ${lastExitStatus}${lastExitReason === undefined ? "" : ` (${lastExitReason})`}`,
        ]),
    ...(detail === undefined ? [] : [detail]),
  ];
  return [`Runtime: ${status}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`];
}

function rpcLines(rpc: Rpc | undefined, io: Io): string[] {
  if (!rpc) return [];
  if (rpc.ok) return [`RPC probe: ${io.style("green", "ok")} (${rpc.latencyMs}ms)`];
  const failed = `RPC probe: ${io.style("red", "failed")}`;
  return [failed, `  ${rpc.error}`, ...(rpc.next ?? []).map((line) => `  ${line}`)];
}

function portLines({ port, gateway, rpc, service }: StatusReport): string[] {
  const silent = silentText(port);
  if (silent !== undefined) {
    return service.runtime.status === "running" ? [silent] : [];
  }
  const listening = `Listening: ${gateway.bindHost}:${gateway.port}`;
  const others = strangersOn(port, service.runtime.pid);
  if (rpc?.ok !== false && others.length === 0) return [listening];
  return [
    listening,
    ...others.map((line) => `  ${line}`),
    ...port.hints.map((line) => `  ${line}`),
  ];
}

/** Listeners that are not the service's own process. */
function strangersOn({ listeners }: PortView, pid: number | undefined): string[] {
  return listeners
    .filter((listener) => listener.pid !== pid)
    .map(({ pid: other, command, user, address }) => {
      return `pid ${other} ${command ?? ""} (${user ?? "?"}) on ${address}`;
    });
}

/** S145, S146: others are named, never touched. */
function neighbourLines({ extraServices, legacyServices }: StatusReport): string[] {
  if (extraServices.length === 0 && legacyServices.length === 0) return [];
  return [
    ...legacyServices.map(({ label, detail }) => `Older service: ${label} (${detail})`),
    ...extraServices.map(({ label, detail, scope }) => {
      return `Other gateway-like service: ${label} (${scope}, ${detail})`;
    }),
    "Clean up: disable what you no longer use, then remove its file.",
    "One gateway per machine is recommended; for more, give each a profile, a port and a state folder of its own.",
  ];
}

function issueLines({ issues }: Validity["view"]): string[] {
  return (issues ?? []).map(({ path, message }) => `  ${path || "file"}: ${message}`);
}

function stateOf({ exists, valid }: Validity["view"]): string {
  if (!exists) return " (no file: defaults)";
  return valid ? "" : " (invalid)";
}
