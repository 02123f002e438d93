import { DaemonError } from "./daemon-error.ts";
import type { Daemon, DaemonTexts, Inspection, InstalledService } from "./daemon.ts";

/** A system whose supervisor is not spoken to. It says so, and what works instead. */
export class UnsupportedDaemon implements Daemon {
  readonly scope = "user";
  readonly name = "";
  readonly file = "";
  readonly texts: DaemonTexts;
  readonly hints: readonly string[];
  readonly #why: string;

  constructor(platform: NodeJS.Platform) {
    const isWindows = platform === "win32";
    this.#why = isWindows
      ? "On Windows the gateway runs in WSL2, as a systemd service there."
      : `No supervisor is known on ${platform}.`;
    this.hints = isWindows
      ? [
          "Next: in PowerShell run `wsl --install`, then install ZERO inside and run `zero gateway install` there.",
          "WSL2 needs systemd: `[boot] systemd=true` in /etc/wsl.conf, then `wsl --shutdown`.",
        ]
      : [
          "Next: let the system's own supervisor start `zero gateway`, and restart it when it ends.",
        ];
    this.texts = isWindows
      ? { label: "Scheduled Task", loadedText: "registered", notLoadedText: "missing" }
      : { label: "service", loadedText: "loaded", notLoadedText: "not loaded" };
  }

  installed(): undefined {
    return undefined;
  }

  inspect(): Promise<Inspection> {
    return Promise.resolve({
      loaded: false,
      installed: undefined,
      runtime: { status: "unknown", detail: this.#why },
    });
  }

  preview(): InstalledService {
    throw this.#refusal();
  }

  install(): Promise<void> {
    return Promise.reject(this.#refusal());
  }

  uninstall(): Promise<void> {
    return Promise.reject(this.#refusal());
  }

  restart(): Promise<void> {
    return Promise.reject(this.#refusal());
  }

  stop(): Promise<void> {
    return Promise.reject(this.#refusal());
  }

  #refusal(): DaemonError {
    return new DaemonError(this.#why, this.hints);
  }
}
