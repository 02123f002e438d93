export { DeviceTokens, deviceTokensPath } from "./device-tokens.ts";
export { identityPath, openIdentity, readIdentity } from "./identity.ts";
export { IdentityError } from "./identity-error.ts";
export { makeKeyTexts, nodeDeviceKey, type KeyTexts } from "./key.ts";
