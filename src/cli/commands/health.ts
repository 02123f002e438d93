import { HEALTH_OPTIONS, reportHealth } from "../wire/health-report.ts";

export const summary = "How the gateway and its channels are.";
export const options = HEALTH_OPTIONS;
export const run = reportHealth;
