import { ConfigEditor } from "../../config/edit/editor.ts";
import type { ConfigFileView } from "../../doors/socket/views/operator.ts";
import type { Wizard } from "../../features/wizard/wizard.ts";
import type { AssemblyOptions, Spine } from "../introduce.ts";
import { Reloader } from "../reload/reloader.ts";
import { configFile, scrubbingOf } from "./config-file.ts";
import { makeWizard } from "./wizard.ts";

/** The configuration file for clients, and what follows it. */
export function makeConfiguration(
  options: AssemblyOptions,
  { channels, health }: Pick<Spine, "channels" | "health">,
): { file: ConfigFileView; reloader: Reloader; wizard: Wizard } {
  const { running, objection, restarts, problem, failed, paths, clock, log, version } = options;
  const editor = new ConfigEditor({ load: running.now.options, clock, objection });
  const reloader = new Reloader({
    running,
    services: [
      {
        name: channels.name,
        // A section that the gateway could not run with was refused when it was read.
        verify: () => undefined,
        reload: (next) => channels.reload(next.channels),
      },
    ],
    clock,
    log: log.child("config"),
    objection,
    scrub: (text) => scrubbingOf(running.now)([])(text),
    restart: (reason) => restarts.requestUnlessWaiting(reason),
    noticed: (file) => editor.noticed(file),
    changed: () => health.invalidate(),
    problem,
    failed,
  });
  const file = configFile({
    running,
    editor,
    clock,
    version,
    stateDir: paths.stateDir,
    restarts,
    written: () => reloader.poke(),
  });
  const wizard = makeWizard(options, editor, () => reloader.poke());
  return { file, reloader, wizard };
}
