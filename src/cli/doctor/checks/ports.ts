import { portOwner, portState } from "../../facts/port-owner.ts";
import { profileText } from "../../facts/profiles.ts";
import { advice, type Check, type Diagnosis, type Finding, problem } from "../check.ts";

/** The gateway's port is its own. */
export const ports: Check = {
  id: "ports",
  title: "Port",
  async find(diagnosis) {
    const { port, mode } = diagnosis.configuration.config.gateway;
    if (mode === "remote" || port === 0) return [];
    if ((await portState(port)) !== "busy") return notListening(diagnosis);
    const { held, holder } = diagnosis.lock;
    if (held && (holder?.port === undefined || holder.port === port)) return [];
    return [taken(port, diagnosis)];
  },
};

function notListening({ lock, configuration }: Diagnosis): Finding[] {
  const { port } = configuration.config.gateway;
  if (!lock.held || lock.holder?.port === undefined || lock.holder.port === port) return [];
  return [
    advice(
      `The gateway that runs listens on port ${lock.holder.port}, and the configuration says ${port}.`,
      { next: "restart it, or pass --url to commands" },
    ),
  ];
}

function taken(port: number, { profiles, scene, lockOf }: Diagnosis): Finding {
  const other = profiles.find(({ paths: { stateDir } }) => {
    if (stateDir === scene.paths.stateDir) return false;
    const { held, holder } = lockOf(stateDir);
    return held && holder?.port === port;
  });
  const who = other
    ? `the gateway of ${profileText(other.profile)}`
    : (portOwner(port) ?? "another program");
  const next = "stop that one, or set another gateway.port";
  return problem(`Port ${port} is taken by ${who}: a gateway does not start.`, { next });
}
