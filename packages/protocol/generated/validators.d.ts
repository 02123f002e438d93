// Written by `pnpm gen`; edit the declarations instead.
import type { Validate } from "../src/validation.ts";
import type {
  Methods,
  AgentIdentityGetParams,
  AgentParams,
  AgentWaitParams,
  AgentsListParams,
  ChannelsLogoutParams,
  ChannelsStatusParams,
  ChatAbortParams,
  ChatHistoryParams,
  ChatInjectParams,
  ChatSendParams,
  ConfigApplyParams,
  ConfigGetParams,
  ConfigPatchParams,
  ConfigSchemaParams,
  ConfigSetParams,
  ConnectParams,
  DevicePairApproveParams,
  DevicePairListParams,
  DevicePairRejectParams,
  DeviceTokenRevokeParams,
  DeviceTokenRotateParams,
  EventFrame,
  ExecApprovalListParams,
  ExecApprovalRequestParams,
  ExecApprovalResolveParams,
  ExecApprovalsGetParams,
  ExecApprovalsNodeGetParams,
  ExecApprovalsNodeSetParams,
  ExecApprovalsSetParams,
  HealthParams,
  LogsTailParams,
  ModelsListParams,
  NodeDescribeParams,
  NodeEventParams,
  NodeInvokeParams,
  NodeInvokeResultParams,
  NodeListParams,
  NodePairApproveParams,
  NodePairListParams,
  NodePairRejectParams,
  NodePairRemoveParams,
  NodePairRequestParams,
  NodePairVerifyParams,
  NodeRenameParams,
  PollParams,
  QueueCancelParams,
  QueueListParams,
  QueueResendParams,
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
  TalkModeParams,
  UsageCostParams,
  UsageStatusParams,
  VoicewakeGetParams,
  VoicewakeSetParams,
  WizardCancelParams,
  WizardNextParams,
  WizardStartParams,
  WizardStatusParams,
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
export declare const validateChannelsLogoutParams: Validate<ChannelsLogoutParams>;
export declare const validateChatHistoryParams: Validate<ChatHistoryParams>;
export declare const validateChatSendParams: Validate<ChatSendParams>;
export declare const validateChatAbortParams: Validate<ChatAbortParams>;
export declare const validateChatInjectParams: Validate<ChatInjectParams>;
export declare const validateConfigSetParams: Validate<ConfigSetParams>;
export declare const validateConfigApplyParams: Validate<ConfigApplyParams>;
export declare const validateConfigPatchParams: Validate<ConfigPatchParams>;
export declare const validateConfigSchemaParams: Validate<ConfigSchemaParams>;
export declare const validateConfigGetParams: Validate<ConfigGetParams>;
export declare const validateDevicePairListParams: Validate<DevicePairListParams>;
export declare const validateDevicePairApproveParams: Validate<DevicePairApproveParams>;
export declare const validateDevicePairRejectParams: Validate<DevicePairRejectParams>;
export declare const validateDeviceTokenRotateParams: Validate<DeviceTokenRotateParams>;
export declare const validateDeviceTokenRevokeParams: Validate<DeviceTokenRevokeParams>;
export declare const validateExecApprovalRequestParams: Validate<ExecApprovalRequestParams>;
export declare const validateExecApprovalResolveParams: Validate<ExecApprovalResolveParams>;
export declare const validateExecApprovalListParams: Validate<ExecApprovalListParams>;
export declare const validateExecApprovalsGetParams: Validate<ExecApprovalsGetParams>;
export declare const validateExecApprovalsSetParams: Validate<ExecApprovalsSetParams>;
export declare const validateExecApprovalsNodeGetParams: Validate<ExecApprovalsNodeGetParams>;
export declare const validateExecApprovalsNodeSetParams: Validate<ExecApprovalsNodeSetParams>;
export declare const validateHealthParams: Validate<HealthParams>;
export declare const validateStatusParams: Validate<StatusParams>;
export declare const validateLogsTailParams: Validate<LogsTailParams>;
export declare const validateSendParams: Validate<SendParams>;
export declare const validatePollParams: Validate<PollParams>;
export declare const validateModelsListParams: Validate<ModelsListParams>;
export declare const validateUsageStatusParams: Validate<UsageStatusParams>;
export declare const validateUsageCostParams: Validate<UsageCostParams>;
export declare const validateNodePairRequestParams: Validate<NodePairRequestParams>;
export declare const validateNodePairListParams: Validate<NodePairListParams>;
export declare const validateNodePairApproveParams: Validate<NodePairApproveParams>;
export declare const validateNodePairRejectParams: Validate<NodePairRejectParams>;
export declare const validateNodePairVerifyParams: Validate<NodePairVerifyParams>;
export declare const validateNodePairRemoveParams: Validate<NodePairRemoveParams>;
export declare const validateNodeRenameParams: Validate<NodeRenameParams>;
export declare const validateNodeListParams: Validate<NodeListParams>;
export declare const validateNodeDescribeParams: Validate<NodeDescribeParams>;
export declare const validateNodeInvokeParams: Validate<NodeInvokeParams>;
export declare const validateNodeInvokeResultParams: Validate<NodeInvokeResultParams>;
export declare const validateNodeEventParams: Validate<NodeEventParams>;
export declare const validateSessionsPreviewParams: Validate<SessionsPreviewParams>;
export declare const validateSessionsResolveParams: Validate<SessionsResolveParams>;
export declare const validateSessionsPatchParams: Validate<SessionsPatchParams>;
export declare const validateSessionsResetParams: Validate<SessionsResetParams>;
export declare const validateSessionsDeleteParams: Validate<SessionsDeleteParams>;
export declare const validateSessionsCompactParams: Validate<SessionsCompactParams>;
export declare const validateSessionsListParams: Validate<SessionsListParams>;
export declare const validateWizardStartParams: Validate<WizardStartParams>;
export declare const validateWizardNextParams: Validate<WizardNextParams>;
export declare const validateWizardCancelParams: Validate<WizardCancelParams>;
export declare const validateWizardStatusParams: Validate<WizardStatusParams>;
export declare const validateQueueListParams: Validate<QueueListParams>;
export declare const validateQueueCancelParams: Validate<QueueCancelParams>;
export declare const validateQueueResendParams: Validate<QueueResendParams>;
export declare const validateSystemPresenceParams: Validate<SystemPresenceParams>;
export declare const validateSystemEventParams: Validate<SystemEventParams>;
export declare const validateVoicewakeGetParams: Validate<VoicewakeGetParams>;
export declare const validateVoicewakeSetParams: Validate<VoicewakeSetParams>;
export declare const validateTalkModeParams: Validate<TalkModeParams>;

export declare const paramValidators: {
  readonly [Name in keyof Methods]: Validate<Methods[Name]["params"]>;
};
