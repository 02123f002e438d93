// Written by `pnpm gen`; edit the declarations instead.

import Foundation

/// What a caller must be granted; `node` is the role.
public enum GatewayScope: String, Sendable, CaseIterable {
  case read
  case write
  case admin
  case pairing
  case approvals
  case node
}

/// Every method, by its name on the wire.
public enum GatewayMethodName: String, Codable, Sendable, CaseIterable {
  /// Runs one turn of an agent: answers when the turn is on disk, and again when it ended.
  case agent = "agent"
  /// Waits until a run ends, or until the time is up; the run goes on either way.
  case agentWait = "agent.wait"
  /// The name and the picture that an agent shows, as far as its owner gave it any.
  case agentIdentityGet = "agent.identity.get"
  /// The agents of this gateway and how they show themselves.
  case agentsList = "agents.list"
  /// Tells which channels and accounts there are and how each is; `probe` asks the networks.
  case channelsStatus = "channels.status"
  /// Stops an account and forgets the credentials that the gateway keeps for it.
  case channelsLogout = "channels.logout"
  /// The newest messages of a session, oldest first; the oldest are left out above 6 MiB.
  case chatHistory = "chat.history"
  /// Says something in a session and answers at once; a stop word aborts the run instead.
  case chatSend = "chat.send"
  /// Aborts the runs of a session, or one of them.
  case chatAbort = "chat.abort"
  /// Puts a message of the assistant into a session, without asking a model.
  case chatInject = "chat.inject"
  /// Writes a whole new text of the configuration file; what changed is taken over at once.
  case configSet = "config.set"
  /// As `config.set`, and restarts the gateway in its process.
  case configApply = "config.apply"
  /// Merges an object into the configuration file, where null deletes (RFC 7396), and restarts.
  case configPatch = "config.patch"
  /// JSON Schema of the configuration file, and what a form shows beside each key.
  case configSchema = "config.schema"
  /// The configuration file as it is now, without its secrets, and what is wrong with it.
  case configGet = "config.get"
  /// Devices that wait for approval and those that have it. Tokens are never shown.
  case devicePairList = "device.pair.list"
  /// Lets a waiting device in; nobody can grant more than they have.
  case devicePairApprove = "device.pair.approve"
  /// Turns a waiting device away; it may ask again.
  case devicePairReject = "device.pair.reject"
  /// Gives a device a new token, and with `scopes` a narrower grant. Its connections in this role end.
  case deviceTokenRotate = "device.token.rotate"
  /// Ends a role of a device and its connections, until somebody approves the device again.
  case deviceTokenRevoke = "device.token.revoke"
  /// Asks a person about a command, and waits until one decided or the time is over.
  case execApprovalRequest = "exec.approval.request"
  /// Decides about a command that waits; each is decided once.
  case execApprovalResolve = "exec.approval.resolve"
  /// The commands that wait for a person, the oldest first.
  case execApprovalList = "exec.approval.list"
  /// The commands that are allowed for good on the gateway's machine.
  case execApprovalsGet = "exec.approvals.get"
  /// Replaces the commands that are allowed for good on the gateway's machine.
  case execApprovalsSet = "exec.approvals.set"
  /// The commands that are allowed for good on a node.
  case execApprovalsNodeGet = "exec.approvals.node.get"
  /// Replaces the commands that are allowed for good on a node.
  case execApprovalsNodeSet = "exec.approvals.node.set"
  /// The whole state of the gateway; a short while old unless `probe` asks the networks.
  case health = "health"
  /// A short report for people.
  case status = "status"
  /// Lines of the gateway's log: the newest ones, or those behind the cursor of an earlier page.
  case logsTail = "logs.tail"
  /// Sends one message through a linked channel; the same key never sends twice.
  case send = "send"
  /// Asks a question with answers to choose from; the same key never asks twice.
  case poll = "poll"
  /// The models that can be named in the configuration right now.
  case modelsList = "models.list"
  /// What providers say is left of their quotas; none of ours is asked for one.
  case usageStatus = "usage.status"
  /// Tokens and costs of the last days, by day; at most 30 seconds old.
  case usageCost = "usage.cost"
  /// Asks that a node be paired; asking again while that waits is the same request.
  case nodePairRequest = "node.pair.request"
  /// Nodes that wait to be paired, and those that are.
  case nodePairList = "node.pair.list"
  /// Pairs a node that asked. Its token is in this answer and nowhere else.
  case nodePairApprove = "node.pair.approve"
  /// Refuses a node that asked to be paired.
  case nodePairReject = "node.pair.reject"
  /// Tells whether a token is that of a paired node.
  case nodePairVerify = "node.pair.verify"
  /// Ends the pairing of a node: its token no longer holds, its connection is closed.
  case nodePairRemove = "node.pair.remove"
  /// Gives a node another name.
  case nodeRename = "node.rename"
  /// Nodes that are paired or connected; the connected ones first, then by name.
  case nodeList = "node.list"
  /// One node, paired or connected: what it is and which commands it takes.
  case nodeDescribe = "node.describe"
  /// Runs a command on a connected node and answers with what the node says.
  case nodeInvoke = "node.invoke"
  /// A node's answer to `node.invoke.request`.
  case nodeInvokeResult = "node.invoke.result"
  /// Something happened on a node: words were heard, a session is to be followed.
  case nodeEvent = "node.event"
  /// The newest words of up to 64 sessions; what a list shows below a name.
  case sessionsPreview = "sessions.preview"
  /// The key of a session that is named by its key, its id or its label.
  case sessionsResolve = "sessions.resolve"
  /// Changes the settings of a session, which is made when it is new; null clears one.
  case sessionsPatch = "sessions.patch"
  /// Gives a session an empty history and a new id; its settings stay.
  case sessionsReset = "sessions.reset"
  /// Removes a session from all lists; its messages are archived under its id.
  case sessionsDelete = "sessions.delete"
  /// Lets a session begin at its newest messages; the older ones stay in the database.
  case sessionsCompact = "sessions.compact"
  /// Sessions, the most recently used first.
  case sessionsList = "sessions.list"
  /// Begins the first run's questions; there is one such session at a time.
  case wizardStart = "wizard.start"
  /// Answers the step that waits and gets the next one; without an answer, shows it again.
  case wizardNext = "wizard.next"
  /// Ends the session; what was not written yet is forgotten.
  case wizardCancel = "wizard.cancel"
  /// How the session is.
  case wizardStatus = "wizard.status"
  /// What is queued, running, stuck, uncertain or failed; no words of anybody.
  case queueList = "queue.list"
  /// Takes a turn, a waiting message or a delivery out of the queue; a running turn ends.
  case queueCancel = "queue.cancel"
  /// Puts a delivery that was refused or is uncertain back into the queue.
  case queueResend = "queue.resend"
  /// Everyone who is here now, the most recent first.
  case systemPresence = "system-presence"
  /// Notes something about a machine or the system; it shows in presence at once.
  case systemEvent = "system-event"
  /// The words that wake an assistant which listens.
  case voicewakeGet = "voicewake.get"
  /// Replaces the words that wake it; without any, the built-in ones count again.
  case voicewakeSet = "voicewake.set"
  /// Tells everybody whether somebody talks with the assistant by voice.
  case talkMode = "talk.mode"

  public var scope: GatewayScope {
    switch self {
    case .agent: return .write
    case .agentWait: return .write
    case .agentIdentityGet: return .read
    case .agentsList: return .read
    case .channelsStatus: return .read
    case .channelsLogout: return .admin
    case .chatHistory: return .read
    case .chatSend: return .write
    case .chatAbort: return .write
    case .chatInject: return .admin
    case .configSet: return .admin
    case .configApply: return .admin
    case .configPatch: return .admin
    case .configSchema: return .admin
    case .configGet: return .admin
    case .devicePairList: return .pairing
    case .devicePairApprove: return .pairing
    case .devicePairReject: return .pairing
    case .deviceTokenRotate: return .pairing
    case .deviceTokenRevoke: return .pairing
    case .execApprovalRequest: return .approvals
    case .execApprovalResolve: return .approvals
    case .execApprovalList: return .approvals
    case .execApprovalsGet: return .admin
    case .execApprovalsSet: return .admin
    case .execApprovalsNodeGet: return .admin
    case .execApprovalsNodeSet: return .admin
    case .health: return .read
    case .status: return .read
    case .logsTail: return .read
    case .send: return .write
    case .poll: return .admin
    case .modelsList: return .read
    case .usageStatus: return .read
    case .usageCost: return .read
    case .nodePairRequest: return .pairing
    case .nodePairList: return .pairing
    case .nodePairApprove: return .pairing
    case .nodePairReject: return .pairing
    case .nodePairVerify: return .pairing
    case .nodePairRemove: return .pairing
    case .nodeRename: return .pairing
    case .nodeList: return .read
    case .nodeDescribe: return .read
    case .nodeInvoke: return .write
    case .nodeInvokeResult: return .node
    case .nodeEvent: return .node
    case .sessionsPreview: return .read
    case .sessionsResolve: return .admin
    case .sessionsPatch: return .admin
    case .sessionsReset: return .admin
    case .sessionsDelete: return .admin
    case .sessionsCompact: return .admin
    case .sessionsList: return .read
    case .wizardStart: return .admin
    case .wizardNext: return .admin
    case .wizardCancel: return .admin
    case .wizardStatus: return .admin
    case .queueList: return .read
    case .queueCancel: return .admin
    case .queueResend: return .admin
    case .systemPresence: return .read
    case .systemEvent: return .admin
    case .voicewakeGet: return .read
    case .voicewakeSet: return .write
    case .talkMode: return .write
    }
  }

  /// True: it answers twice with the same id, first that it accepted, then how it ended.
  public var isTwoStage: Bool {
    switch self {
    case .agent: return true
    case .agentWait: return false
    case .agentIdentityGet: return false
    case .agentsList: return false
    case .channelsStatus: return false
    case .channelsLogout: return false
    case .chatHistory: return false
    case .chatSend: return false
    case .chatAbort: return false
    case .chatInject: return false
    case .configSet: return false
    case .configApply: return false
    case .configPatch: return false
    case .configSchema: return false
    case .configGet: return false
    case .devicePairList: return false
    case .devicePairApprove: return false
    case .devicePairReject: return false
    case .deviceTokenRotate: return false
    case .deviceTokenRevoke: return false
    case .execApprovalRequest: return false
    case .execApprovalResolve: return false
    case .execApprovalList: return false
    case .execApprovalsGet: return false
    case .execApprovalsSet: return false
    case .execApprovalsNodeGet: return false
    case .execApprovalsNodeSet: return false
    case .health: return false
    case .status: return false
    case .logsTail: return false
    case .send: return false
    case .poll: return false
    case .modelsList: return false
    case .usageStatus: return false
    case .usageCost: return false
    case .nodePairRequest: return false
    case .nodePairList: return false
    case .nodePairApprove: return false
    case .nodePairReject: return false
    case .nodePairVerify: return false
    case .nodePairRemove: return false
    case .nodeRename: return false
    case .nodeList: return false
    case .nodeDescribe: return false
    case .nodeInvoke: return false
    case .nodeInvokeResult: return false
    case .nodeEvent: return false
    case .sessionsPreview: return false
    case .sessionsResolve: return false
    case .sessionsPatch: return false
    case .sessionsReset: return false
    case .sessionsDelete: return false
    case .sessionsCompact: return false
    case .sessionsList: return false
    case .wizardStart: return false
    case .wizardNext: return false
    case .wizardCancel: return false
    case .wizardStatus: return false
    case .queueList: return false
    case .queueCancel: return false
    case .queueResend: return false
    case .systemPresence: return false
    case .systemEvent: return false
    case .voicewakeGet: return false
    case .voicewakeSet: return false
    case .talkMode: return false
    }
  }
}

/// The shapes of every method, for `GatewayClient.request`.
public enum GatewayMethods {
  /// Runs one turn of an agent: answers when the turn is on disk, and again when it ended.
  public enum Agent: GatewayTwoStageMethod {
    public typealias Params = AgentParams
    public typealias Accepted = AgentAccepted
    public typealias Result = AgentResult
    public static let name = GatewayMethodName.agent
  }

  /// Waits until a run ends, or until the time is up; the run goes on either way.
  public enum AgentWait: GatewayMethod {
    public typealias Params = AgentWaitParams
    public typealias Result = AgentWaitResult
    public static let name = GatewayMethodName.agentWait
  }

  /// The name and the picture that an agent shows, as far as its owner gave it any.
  public enum AgentIdentityGet: GatewayMethod {
    public typealias Params = AgentIdentityGetParams
    public typealias Result = AgentIdentityGetResult
    public static let name = GatewayMethodName.agentIdentityGet
  }

  /// The agents of this gateway and how they show themselves.
  public enum AgentsList: GatewayMethod {
    public typealias Params = AgentsListParams
    public typealias Result = AgentsListResult
    public static let name = GatewayMethodName.agentsList
  }

  /// Tells which channels and accounts there are and how each is; `probe` asks the networks.
  public enum ChannelsStatus: GatewayMethod {
    public typealias Params = ChannelsStatusParams
    public typealias Result = ChannelsStatusResult
    public static let name = GatewayMethodName.channelsStatus
  }

  /// Stops an account and forgets the credentials that the gateway keeps for it.
  public enum ChannelsLogout: GatewayMethod {
    public typealias Params = ChannelsLogoutParams
    public typealias Result = ChannelsLogoutResult
    public static let name = GatewayMethodName.channelsLogout
  }

  /// The newest messages of a session, oldest first; the oldest are left out above 6 MiB.
  public enum ChatHistory: GatewayMethod {
    public typealias Params = ChatHistoryParams
    public typealias Result = ChatHistoryResult
    public static let name = GatewayMethodName.chatHistory
  }

  /// Says something in a session and answers at once; a stop word aborts the run instead.
  public enum ChatSend: GatewayMethod {
    public typealias Params = ChatSendParams
    public typealias Result = ChatSendResult
    public static let name = GatewayMethodName.chatSend
  }

  /// Aborts the runs of a session, or one of them.
  public enum ChatAbort: GatewayMethod {
    public typealias Params = ChatAbortParams
    public typealias Result = ChatAbortResult
    public static let name = GatewayMethodName.chatAbort
  }

  /// Puts a message of the assistant into a session, without asking a model.
  public enum ChatInject: GatewayMethod {
    public typealias Params = ChatInjectParams
    public typealias Result = ChatInjectResult
    public static let name = GatewayMethodName.chatInject
  }

  /// Writes a whole new text of the configuration file; what changed is taken over at once.
  public enum ConfigSet: GatewayMethod {
    public typealias Params = ConfigSetParams
    public typealias Result = ConfigSetResult
    public static let name = GatewayMethodName.configSet
  }

  /// As `config.set`, and restarts the gateway in its process.
  public enum ConfigApply: GatewayMethod {
    public typealias Params = ConfigApplyParams
    public typealias Result = ConfigApplyResult
    public static let name = GatewayMethodName.configApply
  }

  /// Merges an object into the configuration file, where null deletes (RFC 7396), and restarts.
  public enum ConfigPatch: GatewayMethod {
    public typealias Params = ConfigPatchParams
    public typealias Result = ConfigPatchResult
    public static let name = GatewayMethodName.configPatch
  }

  /// JSON Schema of the configuration file, and what a form shows beside each key.
  public enum ConfigSchema: GatewayMethod {
    public typealias Params = ConfigSchemaParams
    public typealias Result = ConfigSchemaResult
    public static let name = GatewayMethodName.configSchema
  }

  /// The configuration file as it is now, without its secrets, and what is wrong with it.
  public enum ConfigGet: GatewayMethod {
    public typealias Params = ConfigGetParams
    public typealias Result = ConfigGetResult
    public static let name = GatewayMethodName.configGet
  }

  /// Devices that wait for approval and those that have it. Tokens are never shown.
  public enum DevicePairList: GatewayMethod {
    public typealias Params = DevicePairListParams
    public typealias Result = DevicePairListResult
    public static let name = GatewayMethodName.devicePairList
  }

  /// Lets a waiting device in; nobody can grant more than they have.
  public enum DevicePairApprove: GatewayMethod {
    public typealias Params = DevicePairApproveParams
    public typealias Result = DevicePairApproveResult
    public static let name = GatewayMethodName.devicePairApprove
  }

  /// Turns a waiting device away; it may ask again.
  public enum DevicePairReject: GatewayMethod {
    public typealias Params = DevicePairRejectParams
    public typealias Result = DevicePairRejectResult
    public static let name = GatewayMethodName.devicePairReject
  }

  /// Gives a device a new token, and with `scopes` a narrower grant. Its connections in this role end.
  public enum DeviceTokenRotate: GatewayMethod {
    public typealias Params = DeviceTokenRotateParams
    public typealias Result = DeviceTokenRotateResult
    public static let name = GatewayMethodName.deviceTokenRotate
  }

  /// Ends a role of a device and its connections, until somebody approves the device again.
  public enum DeviceTokenRevoke: GatewayMethod {
    public typealias Params = DeviceTokenRevokeParams
    public typealias Result = DeviceTokenRevokeResult
    public static let name = GatewayMethodName.deviceTokenRevoke
  }

  /// Asks a person about a command, and waits until one decided or the time is over.
  public enum ExecApprovalRequest: GatewayMethod {
    public typealias Params = ExecApprovalRequestParams
    public typealias Result = ExecApprovalRequestResult
    public static let name = GatewayMethodName.execApprovalRequest
  }

  /// Decides about a command that waits; each is decided once.
  public enum ExecApprovalResolve: GatewayMethod {
    public typealias Params = ExecApprovalResolveParams
    public typealias Result = ExecApprovalResolveResult
    public static let name = GatewayMethodName.execApprovalResolve
  }

  /// The commands that wait for a person, the oldest first.
  public enum ExecApprovalList: GatewayMethod {
    public typealias Params = ExecApprovalListParams
    public typealias Result = ExecApprovalListResult
    public static let name = GatewayMethodName.execApprovalList
  }

  /// The commands that are allowed for good on the gateway's machine.
  public enum ExecApprovalsGet: GatewayMethod {
    public typealias Params = ExecApprovalsGetParams
    public typealias Result = ExecApprovalsGetResult
    public static let name = GatewayMethodName.execApprovalsGet
  }

  /// Replaces the commands that are allowed for good on the gateway's machine.
  public enum ExecApprovalsSet: GatewayMethod {
    public typealias Params = ExecApprovalsSetParams
    public typealias Result = ExecApprovalsSetResult
    public static let name = GatewayMethodName.execApprovalsSet
  }

  /// The commands that are allowed for good on a node.
  public enum ExecApprovalsNodeGet: GatewayMethod {
    public typealias Params = ExecApprovalsNodeGetParams
    public typealias Result = ExecApprovalsNodeGetResult
    public static let name = GatewayMethodName.execApprovalsNodeGet
  }

  /// Replaces the commands that are allowed for good on a node.
  public enum ExecApprovalsNodeSet: GatewayMethod {
    public typealias Params = ExecApprovalsNodeSetParams
    public typealias Result = ExecApprovalsNodeSetResult
    public static let name = GatewayMethodName.execApprovalsNodeSet
  }

  /// The whole state of the gateway; a short while old unless `probe` asks the networks.
  public enum Health: GatewayMethod {
    public typealias Params = HealthParams
    public typealias Result = HealthResult
    public static let name = GatewayMethodName.health
  }

  /// A short report for people.
  public enum Status: GatewayMethod {
    public typealias Params = StatusParams
    public typealias Result = StatusResult
    public static let name = GatewayMethodName.status
  }

  /// Lines of the gateway's log: the newest ones, or those behind the cursor of an earlier page.
  public enum LogsTail: GatewayMethod {
    public typealias Params = LogsTailParams
    public typealias Result = LogsTailResult
    public static let name = GatewayMethodName.logsTail
  }

  /// Sends one message through a linked channel; the same key never sends twice.
  public enum Send: GatewayMethod {
    public typealias Params = SendParams
    public typealias Result = SendResult
    public static let name = GatewayMethodName.send
  }

  /// Asks a question with answers to choose from; the same key never asks twice.
  public enum Poll: GatewayMethod {
    public typealias Params = PollParams
    public typealias Result = PollResult
    public static let name = GatewayMethodName.poll
  }

  /// The models that can be named in the configuration right now.
  public enum ModelsList: GatewayMethod {
    public typealias Params = ModelsListParams
    public typealias Result = ModelsListResult
    public static let name = GatewayMethodName.modelsList
  }

  /// What providers say is left of their quotas; none of ours is asked for one.
  public enum UsageStatus: GatewayMethod {
    public typealias Params = UsageStatusParams
    public typealias Result = UsageStatusResult
    public static let name = GatewayMethodName.usageStatus
  }

  /// Tokens and costs of the last days, by day; at most 30 seconds old.
  public enum UsageCost: GatewayMethod {
    public typealias Params = UsageCostParams
    public typealias Result = UsageCostResult
    public static let name = GatewayMethodName.usageCost
  }

  /// Asks that a node be paired; asking again while that waits is the same request.
  public enum NodePairRequest: GatewayMethod {
    public typealias Params = NodePairRequestParams
    public typealias Result = NodePairRequestResult
    public static let name = GatewayMethodName.nodePairRequest
  }

  /// Nodes that wait to be paired, and those that are.
  public enum NodePairList: GatewayMethod {
    public typealias Params = NodePairListParams
    public typealias Result = NodePairListResult
    public static let name = GatewayMethodName.nodePairList
  }

  /// Pairs a node that asked. Its token is in this answer and nowhere else.
  public enum NodePairApprove: GatewayMethod {
    public typealias Params = NodePairApproveParams
    public typealias Result = NodePairApproveResult
    public static let name = GatewayMethodName.nodePairApprove
  }

  /// Refuses a node that asked to be paired.
  public enum NodePairReject: GatewayMethod {
    public typealias Params = NodePairRejectParams
    public typealias Result = NodePairRejectResult
    public static let name = GatewayMethodName.nodePairReject
  }

  /// Tells whether a token is that of a paired node.
  public enum NodePairVerify: GatewayMethod {
    public typealias Params = NodePairVerifyParams
    public typealias Result = NodePairVerifyResult
    public static let name = GatewayMethodName.nodePairVerify
  }

  /// Ends the pairing of a node: its token no longer holds, its connection is closed.
  public enum NodePairRemove: GatewayMethod {
    public typealias Params = NodePairRemoveParams
    public typealias Result = NodePairRemoveResult
    public static let name = GatewayMethodName.nodePairRemove
  }

  /// Gives a node another name.
  public enum NodeRename: GatewayMethod {
    public typealias Params = NodeRenameParams
    public typealias Result = NodeRenameResult
    public static let name = GatewayMethodName.nodeRename
  }

  /// Nodes that are paired or connected; the connected ones first, then by name.
  public enum NodeList: GatewayMethod {
    public typealias Params = NodeListParams
    public typealias Result = NodeListResult
    public static let name = GatewayMethodName.nodeList
  }

  /// One node, paired or connected: what it is and which commands it takes.
  public enum NodeDescribe: GatewayMethod {
    public typealias Params = NodeDescribeParams
    public typealias Result = NodeDescribeResult
    public static let name = GatewayMethodName.nodeDescribe
  }

  /// Runs a command on a connected node and answers with what the node says.
  public enum NodeInvoke: GatewayMethod {
    public typealias Params = NodeInvokeParams
    public typealias Result = NodeInvokeResult
    public static let name = GatewayMethodName.nodeInvoke
  }

  /// A node's answer to `node.invoke.request`.
  public enum NodeInvokeResult: GatewayMethod {
    public typealias Params = NodeInvokeResultParams
    public typealias Result = NodeInvokeResultResult
    public static let name = GatewayMethodName.nodeInvokeResult
  }

  /// Something happened on a node: words were heard, a session is to be followed.
  public enum NodeEvent: GatewayMethod {
    public typealias Params = NodeEventParams
    public typealias Result = NodeEventResult
    public static let name = GatewayMethodName.nodeEvent
  }

  /// The newest words of up to 64 sessions; what a list shows below a name.
  public enum SessionsPreview: GatewayMethod {
    public typealias Params = SessionsPreviewParams
    public typealias Result = SessionsPreviewResult
    public static let name = GatewayMethodName.sessionsPreview
  }

  /// The key of a session that is named by its key, its id or its label.
  public enum SessionsResolve: GatewayMethod {
    public typealias Params = SessionsResolveParams
    public typealias Result = SessionsResolveResult
    public static let name = GatewayMethodName.sessionsResolve
  }

  /// Changes the settings of a session, which is made when it is new; null clears one.
  public enum SessionsPatch: GatewayMethod {
    public typealias Params = SessionsPatchParams
    public typealias Result = SessionsPatchResult
    public static let name = GatewayMethodName.sessionsPatch
  }

  /// Gives a session an empty history and a new id; its settings stay.
  public enum SessionsReset: GatewayMethod {
    public typealias Params = SessionsResetParams
    public typealias Result = SessionsResetResult
    public static let name = GatewayMethodName.sessionsReset
  }

  /// Removes a session from all lists; its messages are archived under its id.
  public enum SessionsDelete: GatewayMethod {
    public typealias Params = SessionsDeleteParams
    public typealias Result = SessionsDeleteResult
    public static let name = GatewayMethodName.sessionsDelete
  }

  /// Lets a session begin at its newest messages; the older ones stay in the database.
  public enum SessionsCompact: GatewayMethod {
    public typealias Params = SessionsCompactParams
    public typealias Result = SessionsCompactResult
    public static let name = GatewayMethodName.sessionsCompact
  }

  /// Sessions, the most recently used first.
  public enum SessionsList: GatewayMethod {
    public typealias Params = SessionsListParams
    public typealias Result = SessionsListResult
    public static let name = GatewayMethodName.sessionsList
  }

  /// Begins the first run's questions; there is one such session at a time.
  public enum WizardStart: GatewayMethod {
    public typealias Params = WizardStartParams
    public typealias Result = WizardStartResult
    public static let name = GatewayMethodName.wizardStart
  }

  /// Answers the step that waits and gets the next one; without an answer, shows it again.
  public enum WizardNext: GatewayMethod {
    public typealias Params = WizardNextParams
    public typealias Result = WizardNextResult
    public static let name = GatewayMethodName.wizardNext
  }

  /// Ends the session; what was not written yet is forgotten.
  public enum WizardCancel: GatewayMethod {
    public typealias Params = WizardCancelParams
    public typealias Result = WizardCancelResult
    public static let name = GatewayMethodName.wizardCancel
  }

  /// How the session is.
  public enum WizardStatus: GatewayMethod {
    public typealias Params = WizardStatusParams
    public typealias Result = WizardStatusResult
    public static let name = GatewayMethodName.wizardStatus
  }

  /// What is queued, running, stuck, uncertain or failed; no words of anybody.
  public enum QueueList: GatewayMethod {
    public typealias Params = QueueListParams
    public typealias Result = QueueListResult
    public static let name = GatewayMethodName.queueList
  }

  /// Takes a turn, a waiting message or a delivery out of the queue; a running turn ends.
  public enum QueueCancel: GatewayMethod {
    public typealias Params = QueueCancelParams
    public typealias Result = QueueCancelResult
    public static let name = GatewayMethodName.queueCancel
  }

  /// Puts a delivery that was refused or is uncertain back into the queue.
  public enum QueueResend: GatewayMethod {
    public typealias Params = QueueResendParams
    public typealias Result = QueueResendResult
    public static let name = GatewayMethodName.queueResend
  }

  /// Everyone who is here now, the most recent first.
  public enum SystemPresence: GatewayMethod {
    public typealias Params = SystemPresenceParams
    public typealias Result = SystemPresenceResult
    public static let name = GatewayMethodName.systemPresence
  }

  /// Notes something about a machine or the system; it shows in presence at once.
  public enum SystemEvent: GatewayMethod {
    public typealias Params = SystemEventParams
    public typealias Result = SystemEventResult
    public static let name = GatewayMethodName.systemEvent
  }

  /// The words that wake an assistant which listens.
  public enum VoicewakeGet: GatewayMethod {
    public typealias Params = VoicewakeGetParams
    public typealias Result = VoicewakeGetResult
    public static let name = GatewayMethodName.voicewakeGet
  }

  /// Replaces the words that wake it; without any, the built-in ones count again.
  public enum VoicewakeSet: GatewayMethod {
    public typealias Params = VoicewakeSetParams
    public typealias Result = VoicewakeSetResult
    public static let name = GatewayMethodName.voicewakeSet
  }

  /// Tells everybody whether somebody talks with the assistant by voice.
  public enum TalkMode: GatewayMethod {
    public typealias Params = TalkModeParams
    public typealias Result = TalkModeResult
    public static let name = GatewayMethodName.talkMode
  }
}
