import type { Config } from "../generated/sections.ts";
import type { Problem } from "../problems.ts";
import { noSshTarget, sshTargetOf } from "./ssh-target.ts";

/** What no key says wrong by itself, and two of them together do. */
export function conflictsIn(gateway: Config["gateway"]): Problem[] {
  return [...tailscaleConflicts(gateway), ...remoteConflicts(gateway)];
}

/** Tailscale passes requests on to 127.0.0.1, and `funnel` those of everybody (spec.md 7.2). */
function tailscaleConflicts({ tailscale, bind, auth }: Config["gateway"]): Problem[] {
  const { mode } = tailscale;
  if (mode === "off") return [];
  const path = "gateway.tailscale.mode";
  const problems: Problem[] = [];
  if (bind !== "loopback") {
    const message = `tailscale ${mode} requires gateway.bind=loopback (current: ${bind})`;
    problems.push({ path, message });
  }
  const asked = auth.mode ?? (auth.password === undefined ? "token" : "password");
  if (mode === "funnel" && asked !== "password") {
    const message = `tailscale funnel requires gateway.auth.mode=password (current: ${asked})`;
    problems.push({ path, message: `${message}: the whole internet can reach it` });
  }
  return problems;
}

function remoteConflicts({ remote }: Config["gateway"]): Problem[] {
  const { username, password, search } = URL.parse(remote.url ?? "") ?? {};
  if (username || password || search) {
    const message =
      "holds no credentials; they are gateway.remote.token and gateway.remote.password";
    return [{ path: "gateway.remote.url", message }];
  }
  return [...sshConflicts(remote), ...fingerprintConflicts(remote)];
}

type Remote = Config["gateway"]["remote"];

function sshConflicts({ transport, sshTarget, url }: Remote): Problem[] {
  const path = "gateway.remote.sshTarget";
  if (sshTarget !== undefined && !sshTargetOf(sshTarget)) {
    return [{ path, message: noSshTarget(sshTarget) }];
  }
  if (transport !== "ssh") return [];
  if (sshTarget === undefined) {
    const message =
      "gateway.remote.transport is ssh, so it has to name the other machine, such as user@host; " +
      'or set the transport to "direct"';
    return [{ path, message }];
  }
  if (url === undefined || /^ws:/i.test(url)) return [];
  const message =
    "gateway.remote.transport is ssh, so it begins with ws:// and has the gateway's own port, " +
    "such as ws://127.0.0.1:18789; or leave it out";
  return [{ path: "gateway.remote.url", message }];
}

function fingerprintConflicts(remote: Remote): Problem[] {
  if (remote.tlsFingerprint === undefined || /^wss:/i.test(remote.url ?? "")) return [];
  const message = "needs gateway.remote.url to begin with wss://: nothing else shows a certificate";
  return [{ path: "gateway.remote.tlsFingerprint", message }];
}
