import { JSON_OPTION } from "../../argv/options.ts";
import { restartService } from "../../service/restart.ts";

export const summary = "Restarts the installed service.";
export const options = JSON_OPTION;
export const run = restartService("restart");
