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
  ExecApprovalListParams,
  ExecApprovalRequestParams,
  ExecApprovalResolveParams,
  ExecApprovalsGetParams,
  ExecApprovalsNodeGetParams,
  ExecApprovalsNodeSetParams,
  ExecApprovalsSetParams,
  HealthParams,
  ModelsListParams,
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
export declare const validateExecApprovalRequestParams: Validate<ExecApprovalRequestParams>;
export declare const validateExecApprovalResolveParams: Validate<ExecApprovalResolveParams>;
export declare const validateExecApprovalListParams: Validate<ExecApprovalListParams>;
export declare const validateExecApprovalsGetParams: Validate<ExecApprovalsGetParams>;
export declare const validateExecApprovalsSetParams: Validate<ExecApprovalsSetParams>;
export declare const validateExecApprovalsNodeGetParams: Validate<ExecApprovalsNodeGetParams>;
export declare const validateExecApprovalsNodeSetParams: Validate<ExecApprovalsNodeSetParams>;
export declare const validateHealthParams: Validate<HealthParams>;
export declare const validateStatusParams: Validate<StatusParams>;
export declare const validateSendParams: Validate<SendParams>;
export declare const validateModelsListParams: Validate<ModelsListParams>;
export declare const validateSessionsListParams: Validate<SessionsListParams>;
export declare const validateSystemPresenceParams: Validate<SystemPresenceParams>;
export declare const validateSystemEventParams: Validate<SystemEventParams>;

export declare const paramValidators: {
  readonly [Name in keyof Methods]: Validate<Methods[Name]["params"]>;
};
