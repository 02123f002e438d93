import { Type } from "typebox";
import { filled, nullable, text } from "./scalars.schema.ts";

const WORDS_MAX = 20_000;
const KEY_MAX = 128;
const SESSION_KEY_MAX = 512;
const DAY_SECONDS = 86_400;

/** A node may say more than is listened to. */
const open = (title: string, description: string) => ({
  title,
  description,
  additionalProperties: true,
});

/** As in the feature that takes it: an empty word is none. */
const session = () =>
  Type.Optional(
    Type.String({ maxLength: SESSION_KEY_MAX, description: "The main session when absent." }),
  );

export const VoiceTranscript = Type.Object(
  { text: filled(WORDS_MAX), sessionKey: session() },
  open(
    "VoiceTranscript",
    "`node.event` `voice.transcript`: words that were heard; a turn whose answer is not sent on.",
  ),
);

export const NodeAgentRequest = Type.Object(
  {
    message: filled(WORDS_MAX),
    sessionKey: session(),
    thinking: Type.Optional(text()),
    deliver: Type.Optional(
      Type.Boolean({
        description: "True: the answer also goes where the session's people last wrote from.",
      }),
    ),
    to: Type.Optional(
      Type.String({ maxLength: 256, description: "Only that same place; another is refused." }),
    ),
    channel: Type.Optional(
      Type.String({ maxLength: 256, description: "Only that same place; another is refused." }),
    ),
    timeoutSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: DAY_SECONDS })),
    key: Type.Optional(
      Type.String({
        maxLength: KEY_MAX,
        description: "The node's own key for this request: repeated, it is one turn.",
      }),
    ),
  },
  open("NodeAgentRequest", "`node.event` `agent.request`: a turn that the node wants."),
);

export const FollowedSession = Type.Object(
  { sessionKey: filled(SESSION_KEY_MAX) },
  open(
    "FollowedSession",
    "`node.event` `chat.subscribe`, `chat.unsubscribe`: the node gets the events `agent` and " +
      "`chat` of this session, without `seq`; 64 sessions at most, until the connection ends.",
  ),
);

export const ProgramReport = Type.Object(
  {
    runId: Type.String({
      minLength: 1,
      maxLength: 256,
      description: "Of a command that this gateway gave this node; any other is refused.",
    }),
    exitCode: Type.Optional(nullable(Type.Integer())),
    timedOut: Type.Optional(Type.Boolean({ description: "True: it was ended for its time." })),
  },
  open(
    "ProgramReport",
    "`node.event` `exec.started`, `exec.finished`, `exec.denied`: how a program goes. It becomes " +
      "a note in the session for which the run was started. Only these keys are read: command, " +
      "session and output of a report are taken and not used.",
  ),
);

/** What comes with each kind of `node.event`, by its name. */
export const NODE_EVENTS = {
  "voice.transcript": VoiceTranscript,
  "agent.request": NodeAgentRequest,
  "chat.subscribe": FollowedSession,
  "chat.unsubscribe": FollowedSession,
  "exec.started": ProgramReport,
  "exec.finished": ProgramReport,
  "exec.denied": ProgramReport,
} as const;
