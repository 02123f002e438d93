import assert from "node:assert/strict";
import { test } from "node:test";
import { exposition } from "./exposition.ts";

test("metrics are written as Prometheus reads them, whatever stands in a label", () => {
  const text = exposition([
    {
      name: "a_total",
      help: "With a \\ and\na line.",
      type: "counter",
      samples: [{ value: 1 }, { labels: { x: 'say "hi"\n\\', y: "2" }, value: 0.5 }],
    },
    { name: "nothing", help: "None.", type: "gauge", samples: [] },
  ]);
  assert.equal(
    text,
    [
      "# HELP a_total With a \\\\ and\\na line.",
      "# TYPE a_total counter",
      "a_total 1",
      'a_total{x="say \\"hi\\"\\n\\\\",y="2"} 0.5',
      "# HELP nothing None.",
      "# TYPE nothing gauge",
      "",
    ].join("\n"),
  );
});
