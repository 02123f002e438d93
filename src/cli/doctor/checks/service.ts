import type { Daemon, DaemonHost, Inspection, InstalledService } from "../../../daemon/daemon.ts";
import type { AuditIssue } from "../../../daemon/diagnosis/audit.ts";
import { readLastError } from "../../../daemon/diagnosis/last-error.ts";
import { findNeighbours } from "../../../daemon/diagnosis/neighbours.ts";
import { UnwritableError } from "../../../daemon/files/plain.ts";
import { ensureLinger, readLinger } from "../../../daemon/linger.ts";
import { serviceFolders } from "../../../daemon/names.ts";
import { openDaemon } from "../../../daemon/open.ts";
import { CommandError } from "../../failures.ts";
import { printable } from "../../io.ts";
import { type AuditFacts, auditOf } from "../../service/audit.ts";
import { hostOfScene } from "../../service/host.ts";
import { otherPortText, silentText, viewPort } from "../../service/port-view.ts";
import { isRemote } from "../../service/remote-mode.ts";
import { renewService } from "../../service/renewal.ts";
import { serviceConfiguration, servicePlace } from "../../service/service-view.ts";
import { advice, type Check, type Diagnosis, type Finding, problem } from "../check.ts";

/** The installed service is the one that this version would install, and the only one. */
export const service: Check = {
  id: "service",
  title: "Service",
  async find(diagnosis) {
    const host = hostOfScene(diagnosis.scene);
    try {
      const daemon = openDaemon(host);
      const installed = daemon.installed();
      const own = installed ? await ownFindings({ diagnosis, host, daemon, installed }) : [];
      return [...own, ...neighbourFindings(diagnosis, host, daemon)];
    } catch (error) {
      if (!(error instanceof UnwritableError)) throw error;
      return [problem(`The service has no usable name: ${error.message}.`)];
    }
  },
};

interface Installed {
  readonly diagnosis: Diagnosis;
  readonly host: DaemonHost;
  readonly daemon: Daemon;
  readonly installed: InstalledService;
}

async function ownFindings(own: Installed): Promise<Finding[]> {
  const { diagnosis, daemon } = own;
  const { scene, configuration } = diagnosis;
  if (isRemote(configuration)) {
    // Neither repaired nor started: no gateway belongs here.
    return [
      problem(`gateway.mode is remote, and the service ${daemon.name} starts a gateway here.`, {
        next: `\`${scene.program} gateway uninstall\`, or set gateway.mode to local`,
      }),
    ];
  }
  const [inspection, linger] = await Promise.all([daemon.inspect(), lingerFindings(own)]);
  return [
    ...placeFindings(own),
    ...auditFindings(own),
    ...linger,
    ...(await runtimeFindings(own, inspection)),
    ...portFindings(own),
  ];
}

/** A service that reads other files than commands do answers them with another gateway. */
function placeFindings({ diagnosis: { scene }, installed, daemon }: Installed): Finding[] {
  const place = servicePlace(installed, scene);
  const { stateDir, configPath } = scene.paths;
  if (place?.paths.stateDir === stateDir && place.paths.configPath === configPath) return [];
  const theirs = place ? `${place.paths.configPath} and ${place.paths.stateDir}` : "a bad profile";
  const what = `The service ${daemon.name} uses ${theirs}, commands use ${configPath} and ${stateDir}.`;
  const next =
    "set ZERO_STATE_DIR and ZERO_CONFIG_PATH as the service has them, or " +
    `\`${scene.program} gateway install --force\``;
  return [advice(what, { next })];
}

/** Commands that ask another port find no gateway, or another one. */
function portFindings(own: Installed): Finding[] {
  const { scene, configuration } = own.diagnosis;
  const { port: ofCommands } = configuration.config.gateway;
  const { port } = factsOf(own);
  if (ofCommands === port) return [];
  const next = `\`${scene.program} gateway install --force\` gives the service port ${ofCommands}`;
  return [advice(`The ports differ: ${otherPortText(ofCommands, port)}.`, { next })];
}

function auditFindings(own: Installed): Finding[] {
  const { diagnosis, daemon, installed } = own;
  const facts = factsOf(own);
  const { issues } = auditOf(daemon, installed, facts);
  if (issues.length === 0) return [];
  const { program } = diagnosis.scene;
  const what = `The service ${daemon.name} (${daemon.file}) is not as this version installs it.`;
  const details = issues.map(issueText);
  if (daemon.scope === "system") {
    return [
      problem(what, { details, next: `\`sudo ${program} gateway install --system --force\`` }),
    ];
  }
  const isAggressive = issues.some(({ level }) => level === "aggressive");
  if (isAggressive && !diagnosis.force) {
    const command = `${program} doctor --fix --force`;
    const next = `\`${command}\` replaces it, and what it starts now no longer starts`;
    return [problem(what, { details, next })];
  }
  const apply = () => renewService(daemon, installed, facts);
  const says = "Write the service file as this version does, and start the service anew";
  return [problem(what, { details, repair: { says, apply } })];
}

/** The service keeps its port, whatever the configuration of commands says. */
function factsOf({ diagnosis: { scene, configuration }, host, installed }: Installed): AuditFacts {
  const { config } = serviceConfiguration(installed, scene)?.configuration ?? configuration;
  return { host, scene, port: config.gateway.port };
}

const issueText = ({ message, detail, code }: AuditIssue): string =>
  `${message}${detail === undefined ? "" : ` (${detail})`} [${code}]`;

/** It starts by itself and has not given up. A supervisor that cannot be asked is no finding. */
async function runtimeFindings(own: Installed, inspection: Inspection): Promise<Finding[]> {
  const { diagnosis, daemon } = own;
  const { scene } = diagnosis;
  const { loaded, runtime } = inspection;
  const { status, state, lastExitStatus = 0 } = runtime;
  if (status === "unknown") {
    const { detail = "the supervisor says nothing about it" } = runtime;
    return [advice(`How the service ${daemon.name} does is not known: ${printable(detail)}.`)];
  }
  const next = `\`${scene.program} gateway install --force\``;
  if (!loaded) {
    const { notLoadedText } = daemon.texts;
    return [
      problem(`The service ${daemon.name} does not start by itself: ${notLoadedText}.`, { next }),
    ];
  }
  if (status === "running") return listeningFindings(own);
  if (state !== "failed" && lastExitStatus === 0) return [];
  return [
    problem(`The service ${daemon.name} ended with status ${lastExitStatus}.${await saidBy(own)}`, {
      next: `mend that, then \`${scene.program} gateway start\``,
    }),
  ];
}

/** S143: the supervisor takes a process for a gateway; the port says whether it is one. */
async function listeningFindings(own: Installed): Promise<Finding[]> {
  const { diagnosis, host, daemon } = own;
  const { program } = diagnosis.scene;
  const silent = silentText(await viewPort(factsOf(own).port, host.tools));
  if (silent === undefined) return [];
  const what = `${silent}.${await saidBy(own)}`;
  const next = `\`${program} logs\` says why; then \`${program} gateway install --force\``;
  return [problem(what, { details: daemon.hints, next })];
}

/** A sentence with what it said last; empty where that is not known. */
async function saidBy({ diagnosis: { scene }, host, daemon, installed }: Installed) {
  const paths = servicePlace(installed, scene)?.paths ?? host.paths;
  const words = await readLastError({ ...host, paths }, daemon);
  return words === undefined ? "" : ` Its last words: ${printable(words)}`;
}

/** S164: without lingering a person's services end when the person logs out. */
async function lingerFindings({ diagnosis, host, daemon }: Installed): Promise<Finding[]> {
  const { tools, user } = host;
  if (host.platform !== "linux" || daemon.scope !== "user") return [];
  if ((await readLinger(tools, user)) !== "no") return [];
  const apply = async () => {
    const { linger, message = "" } = await ensureLinger(tools, user, {
      interactive: diagnosis.interactive,
    });
    if (linger === "no") throw new CommandError(printable(message));
    return message;
  };
  const says = `Switch lingering on for ${user}, with sudo where it takes that`;
  const what = `The service ${daemon.name} stops when you log out: lingering is off for ${user}.`;
  return [problem(what, { repair: { says, apply } })];
}

/** S146: others are named, never touched. */
function neighbourFindings(
  { scene, deep }: Diagnosis,
  { platform }: DaemonHost,
  daemon: Daemon,
): Finding[] {
  const folders = serviceFolders(scene.paths.home, platform);
  const { extra, legacy } = findNeighbours(folders, deep);
  return [
    ...legacy.map(({ label, detail }) => {
      const what = `An older gateway is installed as a service: ${label} (${detail}).`;
      return advice(what, { next: "disable it, then remove its file" });
    }),
    ...extra.flatMap(({ label, detail }) => {
      // One that somebody wrote by hand under our name is looked at above.
      if (detail === daemon.file) return [];
      const what = `Another service looks like a gateway: ${label} (${detail}).`;
      return [advice(what, { next: "disable what you no longer use, then remove its file" })];
    }),
  ];
}
