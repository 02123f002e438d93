import { Type } from "typebox";
import { StateVersion } from "./frames.schema.ts";
import { HealthSummary } from "./health.schema.ts";
import { PresenceEntry } from "./presence.schema.ts";
import { count, filled, instant, text, TEXT_MAX, words } from "./scalars.schema.ts";

const CLIENT_MODES = ["webchat", "cli", "ui", "backend", "node", "probe", "test"] as const;

/**
 * Anything that a terminal shows as it is: no control, format or private characters, no line
 * breaks.
 */
const PRINTABLE = "^[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]+$";

export const ClientInfo = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 64, pattern: PRINTABLE }),
    displayName: Type.Optional(filled()),
    version: filled(),
    platform: filled(),
    deviceFamily: Type.Optional(filled()),
    modelIdentifier: Type.Optional(filled()),
    mode: Type.Enum(CLIENT_MODES),
    instanceId: Type.Optional(filled()),
  },
  { title: "ClientInfo", description: "What a client says about itself." },
);

export const DeviceProof = Type.Object(
  {
    id: filled(),
    publicKey: filled(1024),
    signature: filled(1024),
    signedAt: instant(),
    nonce: Type.Optional(filled()),
  },
  { title: "DeviceProof", description: "A device's identity, signed over the challenge." },
);

const version = () => Type.Integer({ minimum: 1, maximum: 65_535 });

export const ConnectParams = Type.Object(
  {
    minProtocol: version(),
    maxProtocol: version(),
    client: ClientInfo,
    caps: Type.Optional(Type.Array(filled(), { maxItems: 64, default: [] })),
    commands: Type.Optional(words(256)),
    permissions: Type.Optional(
      Type.Record(Type.String(), Type.Boolean(), { propertyNames: filled(), maxProperties: 256 }),
    ),
    pathEnv: Type.Optional(text(32_768)),
    role: Type.Optional(filled()),
    scopes: Type.Optional(words()),
    device: Type.Optional(DeviceProof),
    auth: Type.Optional(
      Type.Object({
        token: Type.Optional(text(TEXT_MAX.credential)),
        password: Type.Optional(text(TEXT_MAX.credential)),
      }),
    ),
    locale: Type.Optional(text()),
    userAgent: Type.Optional(text(1024)),
  },
  { title: "ConnectParams", description: "The first request on every connection." },
);

const Snapshot = Type.Object(
  {
    presence: Type.Array(PresenceEntry),
    health: Type.Union([HealthSummary, Type.Object({})]),
    stateVersion: StateVersion,
    uptimeMs: count(),
    configPath: Type.Optional(filled(4096)),
    stateDir: Type.Optional(filled(4096)),
    sessionDefaults: Type.Optional(
      Type.Object({
        defaultAgentId: filled(),
        mainKey: filled(),
        mainSessionKey: filled(TEXT_MAX.sessionKey),
        scope: Type.Optional(filled()),
      }),
    ),
  },
  { title: "Snapshot", description: "What a client needs to draw its first picture." },
);

const Policy = Type.Object(
  {
    maxPayload: Type.Integer({ minimum: 1 }),
    maxBufferedBytes: Type.Integer({ minimum: 1 }),
    tickIntervalMs: Type.Integer({ minimum: 1 }),
  },
  { title: "Policy", description: "What this connection is held to." },
);

export const HelloOk = Type.Object(
  {
    type: Type.Literal("hello-ok"),
    protocol: Type.Integer({ minimum: 1 }),
    server: Type.Object({
      version: filled(),
      commit: Type.Optional(filled()),
      host: Type.Optional(filled()),
      connId: filled(),
    }),
    features: Type.Object({ methods: Type.Array(filled()), events: Type.Array(filled()) }),
    snapshot: Snapshot,
    canvasHostUrl: Type.Optional(filled(TEXT_MAX.url)),
    auth: Type.Optional(
      Type.Object({
        deviceToken: filled(TEXT_MAX.credential),
        role: filled(),
        scopes: Type.Array(filled()),
        issuedAtMs: Type.Optional(instant()),
      }),
    ),
    policy: Policy,
  },
  { title: "HelloOk", description: "The payload of a successful `connect`." },
);
