// Written by `pnpm gen`; edit the declarations instead.
import type { Validate } from "../src/validation.ts";
import type {
  Methods,
  AgentParams,
  AgentWaitParams,
  ChannelsStatusParams,
  ChatAbortParams,
  ChatHistoryParams,
  ChatSendParams,
  ConnectParams,
  EventFrame,
  HealthParams,
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
  RequestFrame,
  ResponseFrame,
  SendParams,
  SessionsListParams,
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
export declare const validateChannelsStatusParams: Validate<ChannelsStatusParams>;
export declare const validateChatHistoryParams: Validate<ChatHistoryParams>;
export declare const validateChatSendParams: Validate<ChatSendParams>;
export declare const validateChatAbortParams: Validate<ChatAbortParams>;
export declare const validateHealthParams: Validate<HealthParams>;
export declare const validateStatusParams: Validate<StatusParams>;
export declare const validateSendParams: Validate<SendParams>;
export declare const validateModelsListParams: Validate<ModelsListParams>;
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
export declare const validateSessionsListParams: Validate<SessionsListParams>;
export declare const validateSystemPresenceParams: Validate<SystemPresenceParams>;
export declare const validateSystemEventParams: Validate<SystemEventParams>;

export declare const paramValidators: {
  readonly [Name in keyof Methods]: Validate<Methods[Name]["params"]>;
};
