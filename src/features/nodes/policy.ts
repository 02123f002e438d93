/** `gateway.nodes` of the configuration. */
export interface CommandSettings {
  readonly allowCommands: readonly string[];
  readonly denyCommands: readonly string[];
}

/** What a node says it is, as far as its platform follows from it. */
interface Machine {
  readonly platform?: string | undefined;
  readonly deviceFamily?: string | undefined;
}

type Platform = "ios" | "android" | "macos" | "linux" | "windows";

const CANVAS = [
  "canvas.present",
  "canvas.hide",
  "canvas.navigate",
  "canvas.eval",
  "canvas.snapshot",
  "canvas.a2ui.push",
  "canvas.a2ui.pushJSONL",
  "canvas.a2ui.reset",
];
const SENSES = ["camera.list", "camera.snap", "camera.clip", "screen.record", "location.get"];
const SYSTEM = [
  "system.run",
  "system.which",
  "system.notify",
  "system.execApprovals.get",
  "system.execApprovals.set",
  "browser.proxy",
];
const MESSAGES = ["sms.send"];

/** Section 12.3 of the protocol reference, with V32: desktops show a canvas, and sense nothing. */
const BY_PLATFORM: Readonly<Record<Platform, readonly string[]>> = {
  ios: [...CANVAS, ...SENSES],
  android: [...CANVAS, ...SENSES, ...MESSAGES],
  macos: [...CANVAS, ...SENSES, ...SYSTEM],
  linux: [...CANVAS, ...SYSTEM],
  windows: [...CANVAS, ...SYSTEM],
};
const OF_UNKNOWN = [...CANVAS, ...SENSES, ...MESSAGES, ...SYSTEM];

const PLATFORM_NAMES: readonly (readonly [RegExp, Platform])[] = [
  [/^(ios|ipados|iphone|ipad)/, "ios"],
  [/^android/, "android"],
  [/^(mac|darwin)/, "macos"],
  [/^win/, "windows"],
  [/^linux/, "linux"],
];

/** The platform, by what the node says of itself; undefined when that names none. */
export function platformOf({ platform, deviceFamily }: Machine): Platform | undefined {
  for (const word of [platform, deviceFamily]) {
    const name = word?.trim().toLowerCase() ?? "";
    const known = PLATFORM_NAMES.find(([pattern]) => pattern.test(name));
    if (known) return known[1];
  }
  return undefined;
}

/** Those of the declared commands that a node of this platform may be asked for. */
export function allowedOf(
  declared: readonly string[],
  machine: Machine,
  settings: CommandSettings,
): string[] {
  return [...new Set(declared)].filter((command) => isAllowed(command, machine, settings));
}

/** Why the command is not sent, in the words of the wire; undefined when it may be. */
export function whyNot(
  command: string,
  node: Machine & { readonly declared: readonly string[] },
  settings: CommandSettings,
): string | undefined {
  if (command === "") return "command required";
  if (!isAllowed(command, node, settings)) return "command not allowlisted";
  if (node.declared.length === 0) return "node did not declare commands";
  return node.declared.includes(command) ? undefined : "command not declared by node";
}

function isAllowed(command: string, machine: Machine, settings: CommandSettings): boolean {
  if (settings.denyCommands.includes(command)) return false;
  if (settings.allowCommands.includes(command)) return true;
  const platform = platformOf(machine);
  return (platform ? BY_PLATFORM[platform] : OF_UNKNOWN).includes(command);
}
