import { defineTool, type Tool } from "./tool.ts";

/** What the gateway says about itself, in plain data without secrets. */
export type StatusFacts = () => Promise<Readonly<Record<string, unknown>>>;

export function statusTool(facts: StatusFacts): Tool {
  return defineTool<object>({
    name: "status",
    description: "Tells how the gateway is: uptime, channels, model.",
    parameters: { type: "object", properties: {}, additionalProperties: false },
    repeatable: true,
    run: () => facts(),
  });
}
