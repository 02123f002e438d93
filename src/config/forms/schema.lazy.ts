/** Brings in the JSON Schema of the file, which hardly any process needs. */
export const loadConfigSchema = async () => (await import("../generated/schema.ts")).configSchema;
