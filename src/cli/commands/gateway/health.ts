import { HEALTH_OPTIONS, reportHealth } from "../../wire/health-report.ts";

export const summary = "Asks the gateway how it is.";
export const options = HEALTH_OPTIONS;
export const run = reportHealth;
