/** What strangers may cost, in one table: times in milliseconds, sizes in bytes. */
export const NET_LIMITS = {
  /** Request line and headers together; Node answers 431 above. */
  headerBytesMax: 16 * 1024,
  headersMax: 100,
  /** From the accepted connection to the first complete request; then the socket is dropped. */
  firstRequestWithinMs: 10_000,
  requestWithinMs: 30_000,
  keepAliveMs: 5_000,
  backlog: 1024,
  /** Sockets that have not said who they are. One more evicts the oldest silent one. */
  pendingSocketsMax: 64,
  /** Wrong secrets in a minute from one address, and from everywhere. */
  guessesPerAddressMax: 10,
  guessesTotalMax: 60,
  /** How long this machine's own guesses are held back once there were too many. */
  localGuessPauseMs: 1_000,
  /** Addresses whose guesses are remembered; the one that was quiet longest is forgotten first. */
  guessAddressesMax: 1024,
  /** Addresses that once gave the right secret. */
  knownAddressesMax: 256,
  /** Levels of arrays and objects in one JSON text. */
  jsonDepthMax: 32,
  /** Members of all objects in one JSON text. */
  jsonKeysMax: 10_000,
  /** Units of a stranger's text in a log record. */
  untrustedTextMax: 200,
} as const;
