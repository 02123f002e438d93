import type { Clock } from "../../../kernel/clock.ts";
import type { Store } from "../../../store/store.ts";
import { calculatorTool } from "./calculator.ts";
import { NotesTable } from "./notes-table.ts";
import { notesTools } from "./notes.ts";
import { type StatusFacts, statusTool } from "./status.ts";
import { timeTool } from "./time.ts";
import type { Tool } from "./tool.ts";

export interface ToolNeeds {
  readonly store: Pick<Store, "commit" | "row" | "rows">;
  readonly clock: Clock;
  readonly status: StatusFacts;
}

/** Every tool that an agent has. A new one is a file beside this one and a row here. */
export function createTools({ store, clock, status }: ToolNeeds): readonly Tool[] {
  return [
    statusTool(status),
    timeTool(clock),
    calculatorTool(),
    ...notesTools(new NotesTable(store), clock),
  ];
}
