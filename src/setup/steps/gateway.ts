import { randomBytes } from "node:crypto";
import { portForProfile } from "../../config/ports/profile-port.ts";
import type { Draft } from "../draft.ts";
import { AnswerProblem } from "../answer.ts";
import { question } from "../question.ts";
import { isLocal } from "./place.ts";

const TOKEN_BYTES = 24;
/** Two more listeners stand above the gateway's port. */
const PORT_MAX = 65_531;

export const port = question("text", {
  id: "gateway.port",
  section: "gateway",
  isDetail: true,
  applies: isLocal,
  show: (draft) => ({
    title: "Port",
    message: "Of the WebSocket and of HTTP.",
    initialValue: JSON.stringify(suggestedPort(draft)),
  }),
  take: (value, draft) => {
    const number = /^\d{1,5}$/.test(value) ? Number(value) : 0;
    if (number < 1 || number > PORT_MAX) {
      throw new AnswerProblem(`Write a whole number from 1 to ${PORT_MAX}.`);
    }
    // What a variable says already is for this start only, and nobody asked to keep it.
    if (number === draft.at("gateway.port") && !draft.given.has("gateway.port")) return;
    draft.set("gateway.port", number);
  },
});

/** A new profile gets a port beside the others of this user. */
function suggestedPort({ before }: Draft): number {
  const { port: now } = before.config.gateway;
  const isDefault = before.sourceOf("gateway.port")?.kind === "default";
  const own = before.file.exists || !isDefault ? undefined : portForProfile(before.options.paths);
  return own ?? now;
}

export const bind = question("select", {
  id: "gateway.bind",
  section: "gateway",
  isDetail: true,
  applies: isLocal,
  show: (draft) => ({
    title: "Who can reach it",
    options: [
      { value: "loopback", label: "This machine only", hint: "others through SSH or Tailscale" },
      { value: "lan", label: "Every network that this machine is in" },
      { value: "tailnet", label: "The tailnet", hint: "when Tailscale runs here" },
      { value: "auto", label: "This machine, else every network" },
      { value: "custom", label: "One address of your choice" },
    ],
    initialValue: draft.textAt("gateway.bind") ?? "loopback",
  }),
  take: (value, draft) => draft.set("gateway.bind", value),
});

export const customHost = question("text", {
  id: "gateway.customBindHost",
  section: "gateway",
  applies: (draft) => isLocal(draft) && draft.at("gateway.bind") === "custom",
  show: (draft) => ({
    title: "Address to listen on",
    placeholder: "192.168.1.20",
    initialValue: draft.textAt("gateway.customBindHost"),
  }),
  take: (value, draft) => {
    if (value === "" || /\s/.test(value)) throw new AnswerProblem("Write an IP address.");
    draft.set("gateway.customBindHost", value);
  },
});

export const auth = question("select", {
  id: "gateway.auth",
  section: "gateway",
  isDetail: true,
  applies: isLocal,
  show: (draft) => ({
    title: "What clients have to know",
    options: [
      { value: "token", label: "A token", hint: "48 random characters, also on this machine" },
      { value: "password", label: "A password", hint: "you choose it" },
    ],
    initialValue: authMode(draft),
  }),
  take: (value, draft) => {
    draft.choices.set("auth", value);
    // What follows from the secrets that are there needs no key of its own.
    const follows =
      draft.at("gateway.auth.mode") === undefined &&
      value === authMode(draft) &&
      draft.at(`gateway.auth.${value}`) !== undefined;
    if (!follows) draft.set("gateway.auth.mode", value);
  },
});

/** What is in force: `password` when only that is configured. */
function authMode(draft: Draft): string {
  const { token, password } = draft.before.config.gateway.auth;
  const derived = token === undefined && password !== undefined ? "password" : "token";
  return draft.textAt("gateway.auth.mode") ?? derived;
}

const wants = (way: "token" | "password") => (draft: Draft) =>
  isLocal(draft) && draft.choices.get("auth") === way;

export const token = question("text", {
  id: "gateway.token",
  section: "gateway",
  isDetail: true,
  applies: wants("token"),
  show: (draft) => ({
    title: "Token",
    message: draft.at("gateway.auth.token")
      ? "Leave it empty to keep the one that is configured."
      : "Leave it empty and one is made.",
    sensitive: true,
    initialValue: "",
  }),
  take: (value, draft) => {
    if (value === "" && draft.at("gateway.auth.token") !== undefined) return;
    const chosen = value === "" ? randomBytes(TOKEN_BYTES).toString("hex") : checked(value);
    draft.set("gateway.auth.token", chosen, { secret: true });
  },
});

export const password = question("text", {
  id: "gateway.password",
  section: "gateway",
  applies: (draft) =>
    wants("password")(draft) &&
    (draft.at("gateway.auth.password") === undefined ||
      draft.detailed ||
      draft.given.has("gateway.password")),
  show: (draft) => ({
    title: "Password",
    sensitive: true,
    ...(draft.at("gateway.auth.password")
      ? { message: "Leave it empty to keep the one that is configured.", initialValue: "" }
      : {}),
  }),
  take: (value, draft) => {
    if (value === "" && draft.at("gateway.auth.password") !== undefined) return;
    draft.set("gateway.auth.password", checked(value), { secret: true });
  },
});

const SECRET_LENGTH_MIN = 8;

function checked(value: string): string {
  if (value.length < SECRET_LENGTH_MIN || /\s/.test(value)) {
    throw new AnswerProblem(`At least ${SECRET_LENGTH_MIN} characters, without spaces.`);
  }
  return value;
}
