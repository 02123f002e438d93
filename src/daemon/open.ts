import type { Daemon, DaemonHost } from "./daemon.ts";
import { LaunchdDaemon } from "./launchd.ts";
import { namesOf, type Scope, serviceFolders } from "./names.ts";
import { installedScope, SystemdDaemon } from "./systemd.ts";
import { UnsupportedDaemon } from "./unsupported.ts";

/**
 * The daemon of this host's profile. Without a `scope` it is the one that is installed, and the
 * person's own when none is; only systemd knows two. Throws `UnwritableError` for a name in the
 * environment that cannot be one.
 */
export function openDaemon(host: DaemonHost, scope?: Scope): Daemon {
  const names = namesOf(host.paths, host.env);
  const folders = host.folders ?? serviceFolders(host.paths.home, host.platform);
  switch (host.platform) {
    case "darwin":
      return new LaunchdDaemon(host, names, folders);
    case "linux": {
      const found = scope ?? installedScope(names, folders) ?? "user";
      return new SystemdDaemon(host, { names, folders, scope: found });
    }
    default:
      return new UnsupportedDaemon(host.platform);
  }
}
