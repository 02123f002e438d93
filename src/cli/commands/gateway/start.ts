import { JSON_OPTION } from "../../argv/options.ts";
import { restartService } from "../../service/restart.ts";

export const summary = "Starts the installed service; starts it anew when it runs.";
export const options = JSON_OPTION;
export const run = restartService("start");
