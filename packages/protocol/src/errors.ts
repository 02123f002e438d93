/**
 * The only catalogue of error codes: what each means, whether trying again may help, and its HTTP
 * status. The first four are the runbook's standard codes; the rest are additions that a client may
 * treat as plain failure.
 */
export const ERRORS = {
  INVALID_REQUEST: {
    meaning:
      "The request is malformed, unknown or not allowed; sending it again unchanged will not help.",
    retryable: false,
    httpStatus: 400,
  },
  NOT_LINKED: {
    meaning: "The channel is not signed in; link it first.",
    retryable: false,
    httpStatus: 409,
  },
  AGENT_TIMEOUT: {
    meaning: "The agent did not answer within its deadline.",
    retryable: true,
    httpStatus: 504,
  },
  UNAVAILABLE: {
    meaning:
      "The gateway is leaving, overloaded, or something that it depends on cannot be reached.",
    retryable: true,
    httpStatus: 503,
  },
  UNAUTHORIZED: {
    meaning: "The credential is missing or wrong.",
    retryable: false,
    httpStatus: 401,
  },
  NOT_PAIRED: {
    meaning: "This device has to be approved first.",
    retryable: false,
    httpStatus: 403,
  },
  NOT_FOUND: { meaning: "The named thing does not exist.", retryable: false, httpStatus: 404 },
  CONFLICT: {
    meaning: "Somebody else changed it first; read it again and retry with what it is now.",
    retryable: false,
    httpStatus: 409,
  },
  RATE_LIMITED: {
    meaning: "Too many requests; wait for retryAfterMs.",
    retryable: true,
    httpStatus: 429,
  },
  INTERNAL: {
    meaning: "A defect of the gateway; the log has the details under the given id.",
    retryable: false,
    httpStatus: 500,
  },
} as const satisfies Record<string, { meaning: string; retryable: boolean; httpStatus: number }>;

export type ErrorCode = keyof typeof ERRORS;

/** Codes as clients of the WebSocket get them: some are for HTTP, where a status says as much. */
export const ON_THE_SOCKET: Readonly<Record<ErrorCode, ErrorCode>> = {
  INVALID_REQUEST: "INVALID_REQUEST",
  NOT_LINKED: "NOT_LINKED",
  NOT_PAIRED: "NOT_PAIRED",
  AGENT_TIMEOUT: "AGENT_TIMEOUT",
  UNAVAILABLE: "UNAVAILABLE",
  RATE_LIMITED: "UNAVAILABLE",
  INTERNAL: "UNAVAILABLE",
  UNAUTHORIZED: "INVALID_REQUEST",
  NOT_FOUND: "INVALID_REQUEST",
  CONFLICT: "INVALID_REQUEST",
};
