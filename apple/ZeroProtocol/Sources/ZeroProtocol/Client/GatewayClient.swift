import Foundation

/// A connection to the gateway: handshake with the device's signature, typed requests, events, and
/// coming back after a loss. It never repeats a request.
public actor GatewayClient {
  private enum State {
    case idle
    case connecting
    case open
    case left
  }

  private static let connectId = "connect"

  private let options: GatewayClientOptions
  private var state = State.idle
  /// Counts sockets, so that what an old one still says is not taken for the new one's.
  private var generation = 0
  private var socket: (any GatewaySocket)?
  private var hello: HelloOk?
  private var helloWaiter: CheckedContinuation<HelloOk, any Error>?
  private var connectSent = false
  private var triedDeviceToken = false
  private var pending = PendingRequests()
  private var requestCount = 0
  private var lastSeq: Int64 = 0
  private var heardSinceCheck = true
  private var delays = ReconnectDelays()
  private var followers: [UUID: AsyncStream<GatewayNews>.Continuation] = [:]
  private var tasks: [Task<Void, Never>] = []
  private var retryTask: Task<Void, Never>?
  private var refreshTask: Task<Void, Never>?

  public init(options: GatewayClientOptions) {
    self.options = options
  }

  /// What the gateway said at the last handshake.
  public var lastHello: HelloOk? { hello }

  public var isConnected: Bool { state == .open }

  /// News from now on. Each call gives a stream of its own; it ends when the client leaves.
  public func news() -> AsyncStream<GatewayNews> {
    let id = UUID()
    let policy = AsyncStream<GatewayNews>.Continuation.BufferingPolicy.bufferingNewest(
      options.newsMax)
    let (stream, continuation) = AsyncStream.makeStream(
      of: GatewayNews.self, bufferingPolicy: policy)
    if state == .left {
      continuation.finish()
      return stream
    }
    followers[id] = continuation
    continuation.onTermination = { [weak self] _ in
      Task { await self?.forget(id) }
    }
    return stream
  }

  /// Connects and returns what the gateway said. When it throws, a client that may come back goes
  /// on trying all the same.
  @discardableResult
  public func connect() async throws -> HelloOk {
    guard state == .idle else {
      throw GatewayClientError.usage("this client is connected, connecting, or was closed")
    }
    retryTask?.cancel()
    return try await open()
  }

  /// Leaves for good. Requests that wait fail with `closed`.
  public func close() {
    let error = GatewayClientError.closed(code: GatewayCloseCode.normal.rawValue, reason: "")
    drop(code: .normal, reason: "", error: error, next: .left)
    retryTask?.cancel()
    for follower in followers.values { follower.finish() }
    followers = [:]
  }

  /// Asks the gateway. Throws `refused` when it said no, `closed` or `timedOut` when nobody knows
  /// how it ended, `usage` when nothing was sent.
  public func request<Method: GatewayMethod>(
    _ method: Method.Type, _ params: Method.Params, timeout: Duration? = nil
  ) async throws -> Method.Result {
    let answer = try await exchange(
      method: Method.name.rawValue, params: params, timeout: timeout, accepted: nil)
    return try payload(Method.Result.self, of: answer)
  }

  /// As `request`, for a method that answers twice. `timeout` is for the first answer: a turn may
  /// take as long as it needs.
  public func run<Method: GatewayTwoStageMethod>(
    _ method: Method.Type,
    _ params: Method.Params,
    timeout: Duration? = nil,
    accepted: @escaping @Sendable (Method.Accepted) -> Void = { _ in }
  ) async throws -> Method.Result {
    let first: @Sendable (Data) -> Void = { frame in
      let answer = try? JSONDecoder().decode(Incoming<Method.Accepted>.self, from: frame)
      if let answer { accepted(answer.payload) }
    }
    let answer = try await exchange(
      method: Method.name.rawValue, params: params, timeout: timeout, accepted: first)
    return try payload(Method.Result.self, of: answer)
  }

  // MARK: - Requests

  private func exchange<Params: Encodable>(
    method: String, params: Params, timeout: Duration?, accepted: (@Sendable (Data) -> Void)?
  ) async throws -> Data {
    guard state == .open, let socket, let hello else {
      throw GatewayClientError.usage("not connected to the gateway")
    }
    guard pending.count < options.pendingMax else {
      throw GatewayClientError.usage("\(options.pendingMax) requests are waiting already")
    }
    requestCount += 1
    let id = String(requestCount)
    let text = try encode(OutgoingRequest(id: id, method: method, params: params))
    guard Int64(text.utf8.count) <= hello.policy.maxPayload else {
      throw GatewayClientError.usage("the gateway takes at most \(hello.policy.maxPayload) bytes")
    }
    let deadline = Task { [weak self, options] in
      try? await Task.sleep(for: timeout ?? options.requestTimeout)
      if !Task.isCancelled { await self?.expire(id) }
    }
    defer { deadline.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        pending.add(id, continuation, accepted: accepted)
        Task { await self.send(text, for: id, over: socket) }
      }
    } onCancel: {
      Task { await self.settle(id, .failure(CancellationError())) }
    }
  }

  private func send(_ text: String, for id: String, over socket: any GatewaySocket) async {
    do {
      try await socket.send(text)
    } catch {
      settle(id, .failure(error))
    }
  }

  private func settle(_ id: String, _ outcome: Result<Data, any Error>) {
    pending.settle(id, outcome)
  }

  private func expire(_ id: String) {
    guard pending.isUnanswered(id) else { return }
    pending.settle(id, .failure(GatewayClientError.timedOut))
  }

  private func encode<Value: Encodable>(_ value: Value) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  private func payload<Value: Decodable>(_ type: Value.Type, of frame: Data) throws -> Value {
    do {
      return try JSONDecoder().decode(Incoming<Value>.self, from: frame).payload
    } catch {
      throw GatewayClientError.malformed("an answer of another shape: \(error)")
    }
  }

  // MARK: - Handshake

  private func open() async throws -> HelloOk {
    generation += 1
    let current = generation
    let socket = options.openSocket(options.url)
    self.socket = socket
    state = .connecting
    connectSent = false
    lastSeq = 0
    heardSinceCheck = true
    return try await withCheckedThrowingContinuation { continuation in
      helloWaiter = continuation
      tasks = [
        Task { await self.listen(to: socket, current) },
        Task { await self.connectWithoutChallenge(current) },
        Task { await self.giveUp(current) },
      ]
    }
  }

  private func connectWithoutChallenge(_ current: Int) async {
    try? await Task.sleep(for: options.challengeWait)
    if !Task.isCancelled { await sendConnect(nonce: nil, current) }
  }

  private func giveUp(_ current: Int) async {
    try? await Task.sleep(for: options.connectTimeout)
    guard !Task.isCancelled, current == generation, state == .connecting else { return }
    lose(.timedOut, code: .connectFailed, reason: "connect failed")
  }

  private func sendConnect(nonce: String?, _ current: Int) async {
    guard current == generation, state == .connecting, !connectSent else { return }
    connectSent = true
    do {
      let stored = await options.deviceTokens?.load(role: options.role)
      triedDeviceToken = stored != nil
      let params = try await options.connectParams(stored: stored, nonce: nonce)
      let frame = OutgoingRequest(id: Self.connectId, method: "connect", params: params)
      guard current == generation, let socket else { return }
      try await socket.send(encode(frame))
    } catch {
      guard current == generation else { return }
      let known = error as? GatewayClientError
      let cause = known ?? .usage("the device could not sign: \(error)")
      lose(cause, code: .connectFailed, reason: "connect failed")
    }
  }

  private func welcome(_ hello: HelloOk, _ current: Int) {
    state = .open
    self.hello = hello
    delays.reset()
    tasks.append(Task { await self.watch(current, every: hello.policy.tickIntervalMs) })
    if let auth = hello.auth, let store = options.deviceTokens {
      Task { await store.save(role: auth.role, token: auth.deviceToken, scopes: auth.scopes) }
    }
    tell(.connected(hello))
    helloWaiter?.resume(returning: hello)
    helloWaiter = nil
  }

  /// A token of the device that is not taken is forgotten where another credential can be tried.
  private func refuse(_ error: ErrorShape) async {
    let hasOther = options.token != nil || options.password != nil
    let forgets = triedDeviceToken && hasOther
    if forgets { await options.deviceTokens?.clear(role: options.role) }
    let refusal = GatewayClientError.refused(error, payload: nil)
    lose(refusal, code: .connectFailed, reason: "connect failed", mayRetry: forgets)
  }

  // MARK: - What comes in

  private func listen(to socket: any GatewaySocket, _ current: Int) async {
    do {
      while current == generation {
        let frame = try await socket.receive()
        guard current == generation else { return }
        await hear(frame, current)
      }
    } catch {
      guard current == generation else { return }
      let cause = error as? GatewayClientError
      lose(cause ?? .closed(code: 0, reason: "\(error)"), code: .normal, reason: "")
    }
  }

  private func hear(_ frame: Data, _ current: Int) async {
    heardSinceCheck = true
    guard let head = try? JSONDecoder().decode(FrameHead.self, from: frame) else {
      lose(.malformed("a frame that is no JSON object"), code: .badFrame, reason: "malformed frame")
      return
    }
    if head.type == "event" {
      await hearEvent(frame, head, current)
    } else if head.type == "res", let id = head.id {
      if id == Self.connectId && state == .connecting {
        await hearHello(frame, head, current)
      } else {
        pending.answer(id, head: head, frame: frame)
      }
    }
  }

  private func hearHello(_ frame: Data, _ head: FrameHead, _ current: Int) async {
    if let error = head.error {
      await refuse(error)
    } else if let hello = try? JSONDecoder().decode(Incoming<HelloOk>.self, from: frame).payload {
      welcome(hello, current)
    } else {
      lose(.malformed("hello-ok expected"), code: .badFrame, reason: "hello-ok expected")
    }
  }

  private func hearEvent(_ frame: Data, _ head: FrameHead, _ current: Int) async {
    let known = try? JSONDecoder().decode(GatewayEvent.self, from: frame)
    let payload = try? JSONDecoder().decode(Incoming<JSONValue>.self, from: frame).payload
    let event = known ?? .unknown(event: head.event ?? "", payload: payload)
    if let nonce = event.nonce {
      await sendConnect(nonce: nonce, current)
    }
    tell(.event(event))
    if let seq = head.seq { count(seq) }
  }

  private func count(_ received: Int64) {
    let expected = lastSeq + 1
    lastSeq = received
    if received == expected { return }
    tell(.gap(expected: expected, received: received))
    if !options.refreshesOnGap || refreshTask != nil { return }
    refreshTask = Task { await self.refresh() }
  }

  /// A refresh that fails says nothing: the next gap or connection tries again.
  private func refresh() async {
    let health = try? await request(GatewayMethods.Health.self, HealthParams())
    let presence = try? await request(GatewayMethods.SystemPresence.self, SystemPresenceParams())
    refreshTask = nil
    if let health, let presence { tell(.refreshed(health, presence)) }
  }

  // MARK: - Loss

  /// Closes a connection on which nothing was heard for twice the interval of ticks.
  private func watch(_ current: Int, every tickIntervalMs: Int64) async {
    while current == generation {
      try? await Task.sleep(for: .milliseconds(2 * tickIntervalMs))
      guard !Task.isCancelled, current == generation else { return }
      if !heardSinceCheck {
        lose(.timedOut, code: .tickTimeout, reason: "tick timeout")
        return
      }
      heardSinceCheck = false
    }
  }

  private func lose(
    _ error: GatewayClientError, code: GatewayCloseCode, reason: String, mayRetry: Bool = false
  ) {
    guard state == .connecting || state == .open else { return }
    drop(code: code, reason: reason, error: error, next: .idle)
    guard options.reconnects, mayRetry || canRetry(error) else {
      tell(.disconnected(error, retryIn: nil))
      return
    }
    let delay = delays.next()
    tell(.disconnected(error, retryIn: delay))
    retryTask = Task {
      try? await Task.sleep(for: delay)
      if !Task.isCancelled { await self.retry() }
    }
  }

  private func canRetry(_ error: GatewayClientError) -> Bool {
    switch error {
    case .refused(let shape, _): return shape.mayRetry
    case .closed, .timedOut, .malformed: return true
    case .usage: return false
    }
  }

  private func retry() async {
    guard state == .idle else { return }
    // Whoever follows the news hears how it ended.
    _ = try? await open()
  }

  private func drop(
    code: GatewayCloseCode, reason: String, error: GatewayClientError, next: State
  ) {
    generation += 1
    state = next
    socket?.close(code: code, reason: reason)
    socket = nil
    for task in tasks { task.cancel() }
    tasks = []
    pending.failAll(error)
    helloWaiter?.resume(throwing: error)
    helloWaiter = nil
  }

  private func tell(_ news: GatewayNews) {
    for follower in followers.values { follower.yield(news) }
  }

  private func forget(_ id: UUID) {
    followers[id] = nil
  }
}
