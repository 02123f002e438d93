import { filled, text, TEXT_MAX } from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../../define.ts";

const status = () =>
  Type.Enum(["running", "done", "cancelled", "error"], {
    description: "`running` until the last step is answered.",
  });

const option = Type.Object({
  value: text(TEXT_MAX.note),
  label: text(TEXT_MAX.note),
  hint: Type.Optional(text(TEXT_MAX.note)),
});

const step = Type.Object(
  {
    id: filled(),
    type: Type.Enum(["note", "select", "text", "confirm", "multiselect", "progress", "action"], {
      description:
        "What kind of answer is wanted; a `note` is only shown and answered without one.",
    }),
    title: Type.Optional(text(TEXT_MAX.note)),
    message: Type.Optional(text(TEXT_MAX.note)),
    options: Type.Optional(Type.Array(option, { description: "What may be chosen." })),
    initialValue: Type.Optional(Type.Unknown({ description: "The answer that is suggested." })),
    placeholder: Type.Optional(text(TEXT_MAX.note)),
    sensitive: Type.Optional(Type.Boolean({ description: "Show dots instead of what is typed." })),
    executor: Type.Optional(
      Type.Enum(["gateway", "client"], { description: "Who does an `action`." }),
    ),
  },
  { title: "WizardStep", description: "One thing that the first run shows or asks." },
);

const error = () =>
  Type.Optional(
    Type.String({
      maxLength: TEXT_MAX.note,
      description: "Why the last answer was not taken, or why the session ended.",
    }),
  );

const progress = {
  done: Type.Boolean(),
  step: Type.Optional(step),
  status: Type.Optional(status()),
  error: error(),
};

export const wizard = [
  defineMethod({
    name: "wizard.start",
    summary: "Begins the first run's questions; there is one such session at a time.",
    scope: "admin",
    params: Type.Object({
      mode: Type.Optional(Type.Enum(["local", "remote"])),
      workspace: Type.Optional(filled(4096)),
    }),
    result: Type.Object({ sessionId: filled(), ...progress }),
  }),
  defineMethod({
    name: "wizard.next",
    summary:
      "Answers the step that waits and gets the next one; without an answer, shows it again.",
    scope: "admin",
    params: Type.Object({
      sessionId: filled(),
      answer: Type.Optional(
        Type.Object({ stepId: filled(), value: Type.Optional(Type.Unknown()) }),
      ),
    }),
    result: Type.Object(progress),
  }),
  defineMethod({
    name: "wizard.cancel",
    summary: "Ends the session; what was not written yet is forgotten.",
    scope: "admin",
    params: Type.Object({ sessionId: filled() }),
    result: Type.Object({ status: status(), error: error() }),
  }),
  defineMethod({
    name: "wizard.status",
    summary: "How the session is.",
    scope: "admin",
    params: Type.Object({ sessionId: filled() }),
    result: Type.Object({ status: status(), error: error() }),
  }),
];
