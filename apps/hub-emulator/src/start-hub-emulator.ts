import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Entra } from './access/entra.js';
import { StandingFaults } from './faults/standing-faults.js';
import { connectionStringOf, type Hub } from './hubs/hub.js';
import { openHub, type Surroundings } from './hubs/open-hub.js';
import { BlobFolder } from './jobs/blob-folder.js';
import { Clock } from './instant.js';
import { Journal } from './journal/journal.js';
import { HubEmulatorOptions } from './options.js';
import { listen } from './serve/listen.js';
import { ChangeHistory } from './storage/change-history.js';
import { SwitchBoard } from './switches.js';
import { Throttle } from './throttle/throttle.js';
import { ThrottleClock } from './throttle/throttle-clock.js';
import { keepCertificates } from './tls/keep-certificates.js';
import type { z } from 'zod';

/** What may be given to `startHubEmulator`; everything has a default. */
export type StartOptions = z.input<typeof HubEmulatorOptions> & {
  /** Milliseconds since 1970; a test may move its own clock. */
  readonly now?: () => number;
  /** Told of errors that are the emulator's own, such as a full disk. */
  readonly onProblem?: (error: unknown) => void;
};

/** An emulator that listens. */
export interface RunningHubEmulator {
  readonly port: number;
  /** The certificate to trust. */
  readonly caPem: string;
  /** Where it lies; absent without a data folder. */
  readonly caFile: string | undefined;
  readonly hostNames: readonly string[];
  /**
   * The connection string of a policy, with its primary key; by default the first hub's `iothubowner`.
   * Throws a RangeError for a hub or a policy that does not exist.
   */
  connectionString(hostName?: string, policy?: string): string;
  /** Answers what is under way for up to half a second, then closes the port and the files. May be called again. */
  stop(): Promise<void>;
}

/** Starts an emulator. Rejects with a ZodError for bad options, LogIsDamaged for a data folder that cannot be read, or the port's error. */
export async function startHubEmulator({ now, onProblem = () => undefined, ...rest }: StartOptions = {}): Promise<RunningHubEmulator> {
  const options = HubEmulatorOptions.parse(rest);
  const hostNames = [...new Set(options.hubs)];
  if (options.dataFolder) await mkdir(options.dataFolder, { recursive: true, mode: 0o700 });
  const certificates = await keepCertificates(hostNames, options.dataFolder);
  const clock = new Clock(now);
  const stopping = new AbortController();
  const throttleClock = new ThrottleClock(() => clock.nowMs(), options.timeScale);
  const switches = new SwitchBoard(options.switches);
  const faults = new StandingFaults();
  const hubs = await openHubs(hostNames, {
    dataFolder: options.dataFolder,
    blobs: new BlobFolder(options.blobFolder ?? (options.dataFolder && join(options.dataFolder, 'blobs'))),
    throttleClock,
    now: () => clock.now(),
    switches: () => switches.now,
    stopping: stopping.signal,
    onProblem,
    makeThrottle: () => new Throttle(throttleClock, options.throttle),
    makeHistory: () => new ChangeHistory(() => clock.nowMs(), () => Math.max(switches.now.queryLagMs, faults.longestLagMs())),
  });
  for (const file of options.deviceAuthorityFiles) {
    const pem = await readFile(file, 'utf8');
    for (const { authorities } of hubs.values()) await authorities.add(pem);
  }
  const emulator = {
    hubs,
    journal: new Journal(() => clock.nowMs(), options.journalSize),
    faults,
    switches,
    clock,
    throttleClock,
    entra: options.entra && new Entra(options.entra),
    stopping: stopping.signal,
    onProblem,
  };
  const { port, close } = await listen(emulator, certificates.server, options).catch((error: unknown) =>
    closeHubs(hubs).then(() => Promise.reject(error)),
  );
  const stop = async () => {
    stopping.abort();
    await close();
    await closeHubs(hubs);
  };
  let stopped: Promise<void> | undefined;
  return {
    port,
    caPem: certificates.caPem,
    caFile: certificates.caFile,
    hostNames,
    connectionString: (hostName = hostNames[0]!, policy) => connectionStringOf(hubNamed(hubs, hostName), policy),
    stop: () => (stopped ??= stop()),
  };
}

async function openHubs(hostNames: readonly string[], around: Surroundings): Promise<ReadonlyMap<string, Hub>> {
  const hubs = new Map<string, Hub>();
  for (const hostName of hostNames) hubs.set(hostName, await openHub(hostName, around));
  return hubs;
}

async function closeHubs(hubs: ReadonlyMap<string, Hub>): Promise<void> {
  for (const hub of hubs.values()) await hub.close();
}

function hubNamed(hubs: ReadonlyMap<string, Hub>, hostName: string): Hub {
  const hub = hubs.get(hostName.toLowerCase());
  if (!hub) throw new RangeError(`There is no hub '${hostName}'; there is ${[...hubs.keys()].join(', ')}`);
  return hub;
}
