/**
 * What holds where the configuration says nothing; the declaration of the keys shows the same
 * values.
 */
export const DEFAULTS = {
  enabled: true,
  dmPolicy: "allowlist",
  replyToMode: "first",
  textChunkLimit: 4000,
  timeoutSeconds: 60,
  apiRoot: "https://api.telegram.org",
  uncertainSends: "resend",
} as const;
