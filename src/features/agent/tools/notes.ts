import type { Clock } from "../../../kernel/clock.ts";
import type { ParameterSchema } from "../model.ts";
import { NOTES_MAX, type Note, type NotesTable } from "./notes-table.ts";
import { defineTool, type Tool, ToolError } from "./tool.ts";

const TEXT_LENGTH_MAX = 4_000;
const QUERY_LENGTH_MAX = 200;
const LIST_MAX = 20;

/** The four tools over the agent's notes. Those that change them are not repeatable. */
export function notesTools(notes: NotesTable, clock: Pick<Clock, "now">): readonly Tool[] {
  return [addTool(notes, clock), searchTool(notes), listTool(notes), deleteTool(notes)];
}

function addTool(notes: NotesTable, clock: Pick<Clock, "now">): Tool {
  return defineTool<{ text: string }>({
    name: "notes_add",
    description: "Remembers a note for later conversations.",
    parameters: parameters({
      text: { type: "string", description: "What to remember.", maxLength: TEXT_LENGTH_MAX },
    }),
    repeatable: false,
    async run({ text }, { agent }) {
      if (text.trim() === "") throw new ToolError("a note needs words");
      const id = await notes.add(agent, text.trim(), clock.now());
      if (id === undefined) {
        throw new ToolError(`there are ${NOTES_MAX} notes already; delete one first`);
      }
      return { id, text: text.trim() };
    },
  });
}

function searchTool(notes: NotesTable): Tool {
  return defineTool<{ query: string }>({
    name: "notes_search",
    description: `Finds notes by their words or beginnings of words; the best ${LIST_MAX} come back.`,
    parameters: parameters({
      query: { type: "string", description: "Words to look for.", maxLength: QUERY_LENGTH_MAX },
    }),
    repeatable: true,
    run: async ({ query }, { agent }) => shown(await notes.search(agent, query, LIST_MAX)),
  });
}

function listTool(notes: NotesTable): Tool {
  return defineTool<object>({
    name: "notes_list",
    description: `Lists the newest ${LIST_MAX} notes.`,
    parameters: { type: "object", properties: {}, additionalProperties: false },
    repeatable: true,
    run: async (_input, { agent }) => shown(await notes.list(agent, LIST_MAX)),
  });
}

function deleteTool(notes: NotesTable): Tool {
  return defineTool<{ id: number }>({
    name: "notes_delete",
    description: "Deletes a note by its number.",
    parameters: parameters({
      id: { type: "integer", description: "Number of the note.", minimum: 1 },
    }),
    // The number of a deleted note may be given to a new one.
    repeatable: false,
    async run({ id }, { agent }) {
      if (await notes.remove(agent, id)) return { deleted: id };
      throw new ToolError(`there is no note ${id}`);
    },
  });
}

function parameters(properties: ParameterSchema["properties"]): ParameterSchema {
  return {
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function shown(notes: readonly Note[]): object {
  return {
    notes: notes.map(({ id, text, createdAt }) => ({
      id,
      text,
      createdAt: new Date(createdAt).toISOString(),
    })),
  };
}
