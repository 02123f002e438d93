import type { ConfigEditor } from "../../config/edit/editor.ts";
import { loadConfig } from "../../config/load.ts";
import { Wizard } from "../../features/wizard/wizard.ts";
import { localModels } from "../../setup/local-models.ts";
import { writeDraft } from "../../setup/settings.ts";
import type { AssemblyOptions } from "../introduce.ts";

/**
 * The first run's steps, inside a gateway that runs: it installs no service and asks no health.
 * `written` is called when the file was.
 */
export function makeWizard(
  { running, clock, log }: AssemblyOptions,
  editor: ConfigEditor,
  written: () => void,
): Wizard {
  return new Wizard({
    clock,
    log: log.child("wizard"),
    // From the file alone: what this process was given as flags is not what the next one gets.
    configuration: () => loadConfig({ ...running.now.options, flags: {} }),
    around: {
      fetch: globalThis.fetch,
      findServers: localModels,
      write: async (draft) => {
        const lines = await writeDraft(draft, editor);
        written();
        return lines;
      },
    },
  });
}
