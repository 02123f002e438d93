import { spawn } from "node:child_process";
import { access, constants, realpath } from "node:fs/promises";
import type { OwnVariables } from "../domain/exec/environment.ts";
import { isExact } from "../domain/exec/request.ts";
import { isRecord } from "../kernel/is-record.ts";
import { environmentOf } from "./child.ts";
import { HostError } from "./host-error.ts";
import { findOnPath } from "./plan/open-file.ts";

const BINS_MAX = 64;
const BIN_NAME_MAX = 256;

/**
 * `system.which`: where programs really are, by the fixed PATH; null for one that is nowhere.
 * Nothing is run.
 */
export async function systemWhich(params: unknown): Promise<object> {
  const bins = isRecord(params) ? params["bins"] : undefined;
  const isList =
    Array.isArray(bins) &&
    bins.length <= BINS_MAX &&
    bins.every((name) => typeof name === "string" && name !== "" && name.length <= BIN_NAME_MAX);
  if (!isList) {
    throw new HostError("INVALID_PARAMS", `bins must be a list of at most ${BINS_MAX} names`);
  }
  const found = bins.map(async (name: string) => {
    const path = await findOnPath(name);
    return [name, path === undefined ? null : await realpath(path)] as const;
  });
  return { bins: Object.fromEntries(await Promise.all(found)) };
}

/** How a notification reaches a person at this machine: a program by its full path. */
export interface Notifier {
  readonly path: string;
  arguments(title: string, body: string): readonly string[];
}

export const NOTIFIERS: Readonly<Record<string, Notifier>> = {
  linux: {
    path: "/usr/bin/notify-send",
    // Some desktops read the body as markup.
    arguments: (title, body) => ["--app-name=ZERO", "--", title, escapeMarkup(body)],
  },
  darwin: {
    path: "/usr/bin/osascript",
    arguments: (title, body) => [
      "-e",
      "on run argv",
      "-e",
      "display notification (item 2 of argv) with title (item 1 of argv)",
      "-e",
      "end run",
      "--",
      title,
      body,
    ],
  },
};

const TITLE_MAX = 256;
const BODY_MAX = 4_096;
const NOTIFY_WITHIN_MS = 5_000;

/**
 * `system.notify`: shows a notification. Throws NOT_AVAILABLE where this machine has no program
 * that does.
 */
export async function systemNotify(
  params: unknown,
  notifier: Notifier | undefined,
  own: OwnVariables & { readonly session: Readonly<Record<string, string>> },
): Promise<object> {
  const { title, body } = notificationOf(params);
  if (!notifier) throw new HostError("NOT_AVAILABLE", "this system has no notifications");
  await access(notifier.path, constants.X_OK).catch((error: unknown) => {
    const message = `${notifier.path} is not installed, so no notification can be shown here`;
    throw new HostError("NOT_AVAILABLE", message, error);
  });
  const child = spawn(notifier.path, notifier.arguments(title, body), {
    cwd: "/",
    // The desktop is found by variables of the session, which are named one by one.
    env: environmentOf(own, own.session),
    stdio: "ignore",
    timeout: NOTIFY_WITHIN_MS,
    killSignal: "SIGKILL",
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (status === 0) return { ok: true };
  throw new HostError("NOT_AVAILABLE", "the desktop did not take the notification");
}

/** Sound, priority and delivery are for systems that know them; here they change nothing. */
function notificationOf(params: unknown): { title: string; body: string } {
  const { title = "", body = "" } = isRecord(params) ? params : {};
  const isText =
    typeof title === "string" && typeof body === "string" && isExact(title) && isExact(body);
  if (!isText || title.length > TITLE_MAX || body.length > BODY_MAX || title + body === "") {
    throw new HostError(
      "INVALID_PARAMS",
      `a notification needs a title (at most ${TITLE_MAX} characters) or a body (${BODY_MAX})`,
    );
  }
  return { title, body };
}

function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
