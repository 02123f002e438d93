import { question } from "../question.ts";
import { Declined } from "./closing.ts";

export const risk = question("confirm", {
  id: "risk",
  show: () => ({
    title: "Before you begin",
    message:
      "The assistant acts on this machine as you, and it follows what people write to it. Let only " +
      "people in whom you trust, and keep the gateway off public networks. Go on?",
    initialValue: false,
  }),
  take: (value) => {
    if (!value) throw new Declined();
  },
});

export const flow = question("select", {
  id: "flow",
  show: () => ({
    title: "How much do you want to decide?",
    options: [
      { value: "quickstart", label: "Quick start", hint: "good defaults, few questions" },
      { value: "advanced", label: "Everything", hint: "port, network, token and more" },
    ],
    initialValue: "quickstart",
  }),
  take: (value, draft) => {
    draft.detailed = value === "advanced";
  },
});
