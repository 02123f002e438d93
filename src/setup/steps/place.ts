import { AnswerProblem } from "../answer.ts";
import { question } from "../question.ts";
import type { Draft } from "../draft.ts";

/** True unless this machine only asks a gateway elsewhere. */
export const isLocal = (draft: Draft): boolean => draft.at("gateway.mode") !== "remote";

export const mode = question("select", {
  id: "mode",
  section: "gateway",
  isDetail: true,
  show: (draft) => ({
    title: "Where the gateway runs",
    options: [
      { value: "local", label: "On this machine" },
      { value: "remote", label: "Elsewhere", hint: "this machine only asks it" },
    ],
    initialValue: draft.textAt("gateway.mode") ?? "local",
  }),
  take: (value, draft) => draft.set("gateway.mode", value),
});

export const remoteUrl = question("text", {
  id: "remote.url",
  section: "gateway",
  applies: (draft) => !isLocal(draft),
  show: (draft) => {
    const url = draft.textAt("gateway.remote.url");
    return {
      title: "Address of the gateway",
      message: "Through an SSH tunnel it is the local end of the tunnel.",
      placeholder: "ws://127.0.0.1:18789",
      ...(url === undefined ? {} : { initialValue: url }),
    };
  },
  take: (value, draft) => {
    const { protocol } = URL.parse(value) ?? {};
    if (protocol !== "ws:" && protocol !== "wss:") {
      throw new AnswerProblem("Write it as ws://host:port or wss://host.");
    }
    draft.set("gateway.remote.url", value);
  },
});

export const remoteToken = question("text", {
  id: "remote.token",
  section: "gateway",
  applies: (draft) => !isLocal(draft),
  show: (draft) => ({
    title: "Its token",
    message: draft.at("gateway.remote.token")
      ? "Leave it empty to keep the one that is configured."
      : "Leave it empty when the gateway asks for none.",
    sensitive: true,
    initialValue: "",
  }),
  take: (value, draft) => {
    if (value !== "") draft.set("gateway.remote.token", value, { secret: true });
  },
});

export const workspace = question("text", {
  id: "workspace",
  section: "workspace",
  applies: isLocal,
  show: (draft) => ({
    title: "Workspace",
    message: "The folder of the assistant's own files, such as AGENTS.md. It is made when missing.",
    initialValue: written(draft),
  }),
  take: (value, draft) => {
    if (!/^(~|~\/.*|\/.*)$/.test(value)) {
      throw new AnswerProblem("Write an absolute path, or one that begins with ~/.");
    }
    if (value === written(draft) && isNamed(draft)) return;
    draft.set("agents.defaults.workspace", value, { evenIfDefault: true });
  },
});

const isNamed = ({ before }: Draft): boolean =>
  before.sourceOf("agents.defaults.workspace")?.kind === "file";

/** `/home/ann/zero-dev` as `~/zero-dev`: the file may move to another account. */
function written({ before }: Draft): string {
  const { workspace: path } = before.config.agents.defaults;
  const { home } = before.options.paths;
  return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
