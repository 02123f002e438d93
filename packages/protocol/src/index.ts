/** The wire of the gateway. Cheap to import: no schema library, no validators. */
export type * from "../generated/types.ts";
export { events, methods } from "../generated/methods.ts";
export type { EventRecord, MethodRecord, Scope } from "./catalogue.ts";
export { ERRORS, ON_THE_SOCKET, type ErrorCode } from "./errors.ts";
export { CLOSE, LIMITS, PRESENCE_DELTA, PROTOCOL_VERSION } from "./limits.ts";
export { explain, type Validate, type ValidationIssue } from "./validation.ts";
