import type { Config } from "../../config/generated/sections.ts";
import { errorLogOf, logFileOf } from "../../config/paths.ts";
import type { Services } from "../../doors/socket/services.ts";
import { LogTail } from "../../features/logs/tail.ts";
import { type Price, UsageLedger } from "../../features/sessions/usage.ts";
import { Voice } from "../../features/voice/voice.ts";
import { makeLineHider } from "../logs/hide.ts";
import type { AssemblyOptions } from "../introduce.ts";

/** What clients look at and set beside the conversation. */
type Control = Pick<Services, "logs" | "voice" | "usage">;

interface Surroundings {
  /** Sends an event to everybody who is entitled to it. */
  broadcast(event: string, payload: object): void;
  /** True while a phone or tablet is connected as a device. */
  mobileNodeConnected(): boolean;
}

/** Makes what is behind the methods of the control plane. */
export function makeControl(
  { running, paths, store, clock }: AssemblyOptions,
  around: Surroundings,
): Control {
  const voice = new Voice({
    store,
    clock,
    changed: (triggers) => around.broadcast("voicewake.changed", { triggers }),
    talked: (mode) => around.broadcast("talk.mode", mode),
  });
  return {
    logs: logsOf(
      () => logFileOf(running.config, paths),
      () => running.config.logging.redactPatterns,
    ),
    voice: {
      triggers: () => voice.triggers(),
      setTriggers: (triggers) => voice.setTriggers(triggers),
      talk: (enabled, phase) => voice.talk(enabled, phase),
      mobileNodeConnected: () => around.mobileNodeConnected(),
    },
    usage: new UsageLedger({
      store,
      clock,
      priceOf: (provider, model) => priceOf(running.config.models, provider, model),
    }),
  };
}

/** The log's files, as long as the configuration names them; then those that it names instead. */
function logsOf(current: () => string, patterns: () => readonly string[]): Control["logs"] {
  const tailsOf = (file: string) => {
    return { file, all: new LogTail(file), serious: new LogTail(errorLogOf(file)) };
  };
  let tails = tailsOf(current());
  return {
    tail: async ({ errors, ...query }) => {
      if (tails.file !== current()) tails = tailsOf(current());
      const page = await (errors ? tails.serious : tails.all).tail(query);
      // A pattern may be younger than the line.
      return { ...page, lines: page.lines.map(makeLineHider(patterns())) };
    },
  };
}

function priceOf({ providers }: Config["models"], name: string, id: string): Price | undefined {
  const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
  return provider?.models?.find((model) => model.id === id)?.cost;
}
