// Written by `pnpm gen`; edit the declarations instead.
import type { Validate } from "../src/validation.ts";
import type {
  Methods,
  AgentIdentityGetParams,
  AgentParams,
  AgentWaitParams,
  AgentsListParams,
  ChannelsStatusParams,
  ChatAbortParams,
  ChatHistoryParams,
  ChatInjectParams,
  ChatSendParams,
  ConnectParams,
  DevicePairApproveParams,
  DevicePairListParams,
  DevicePairRejectParams,
  DeviceTokenRevokeParams,
  DeviceTokenRotateParams,
  EventFrame,
  HealthParams,
  ModelsListParams,
  RequestFrame,
  ResponseFrame,
  SendParams,
  SessionsCompactParams,
  SessionsDeleteParams,
  SessionsListParams,
  SessionsPatchParams,
  SessionsPreviewParams,
  SessionsResetParams,
  SessionsResolveParams,
  StatusParams,
  SystemEventParams,
  SystemPresenceParams,
} from "./types.ts";

export declare const validateRequestFrame: Validate<RequestFrame>;
export declare const validateResponseFrame: Validate<ResponseFrame>;
export declare const validateEventFrame: Validate<EventFrame>;
export declare const validateConnectParams: Validate<ConnectParams>;
export declare const validateAgentParams: Validate<AgentParams>;
export declare const validateAgentWaitParams: Validate<AgentWaitParams>;
export declare const validateAgentIdentityGetParams: Validate<AgentIdentityGetParams>;
export declare const validateAgentsListParams: Validate<AgentsListParams>;
export declare const validateChannelsStatusParams: Validate<ChannelsStatusParams>;
export declare const validateChatHistoryParams: Validate<ChatHistoryParams>;
export declare const validateChatSendParams: Validate<ChatSendParams>;
export declare const validateChatAbortParams: Validate<ChatAbortParams>;
export declare const validateChatInjectParams: Validate<ChatInjectParams>;
export declare const validateDevicePairListParams: Validate<DevicePairListParams>;
export declare const validateDevicePairApproveParams: Validate<DevicePairApproveParams>;
export declare const validateDevicePairRejectParams: Validate<DevicePairRejectParams>;
export declare const validateDeviceTokenRotateParams: Validate<DeviceTokenRotateParams>;
export declare const validateDeviceTokenRevokeParams: Validate<DeviceTokenRevokeParams>;
export declare const validateHealthParams: Validate<HealthParams>;
export declare const validateStatusParams: Validate<StatusParams>;
export declare const validateSendParams: Validate<SendParams>;
export declare const validateModelsListParams: Validate<ModelsListParams>;
export declare const validateSessionsPreviewParams: Validate<SessionsPreviewParams>;
export declare const validateSessionsResolveParams: Validate<SessionsResolveParams>;
export declare const validateSessionsPatchParams: Validate<SessionsPatchParams>;
export declare const validateSessionsResetParams: Validate<SessionsResetParams>;
export declare const validateSessionsDeleteParams: Validate<SessionsDeleteParams>;
export declare const validateSessionsCompactParams: Validate<SessionsCompactParams>;
export declare const validateSessionsListParams: Validate<SessionsListParams>;
export declare const validateSystemPresenceParams: Validate<SystemPresenceParams>;
export declare const validateSystemEventParams: Validate<SystemEventParams>;

export declare const paramValidators: {
  readonly [Name in keyof Methods]: Validate<Methods[Name]["params"]>;
};
