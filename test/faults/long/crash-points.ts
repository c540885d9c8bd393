import { waitFor } from '../../support/wait-for.js';
import type { Backend } from '../../support/lockstep.js';
import { findViolations } from '../invariants/index.js';
import { Chance } from '../model/chance.js';
import type { LifeStep, Move } from '../model/life.js';
import { print, type Print } from '../run/print.js';
import { OWN_VALUES } from '../run/own-values.js';
import { waitForRest } from '../run/rest.js';
import { seeDevices, seeLetters } from '../run/see-devices.js';
import { checksOf } from '../run/see-hub.js';
import { Site } from '../run/site.js';
import { FaultStack } from '../stack/fault-stack.js';
import { FaultyProcess } from '../stack/faulty-process.js';

const LEASE_MS = 500;
const WITHIN_MS = 60_000;

/** What leads to a pass, and what has to be so before. */
export const CAUSES: readonly { cause: Move; before: readonly Move[] }[] = [
  { cause: 'accept', before: ['make'] },
  { cause: 'reject', before: ['make', 'accept'] },
  { cause: 'decommission', before: ['make', 'accept'] },
];

export interface CrashPointOptions {
  backends: readonly Backend[];
  causes: typeof CAUSES;
  /** Every n-th point only. */
  every: number;
}

/**
 * Kills the worker at every message that goes over a wire between a cause and rest: to or from PostgreSQL, Redis, hub or Mender,
 * just before it is passed on, one message later each time. Whatever a pass waits for is one of these messages. A new worker takes over, and
 * then every invariant is checked. Answers whether none was violated.
 */
export async function tryCrashPoints({ backends, causes, every }: CrashPointOptions, tell: Print = print): Promise<boolean> {
  let isGood = true;
  for (const backend of backends) {
    const stack = await FaultStack.start({ backend, chance: new Chance(1), workers: 0, leaseMs: LEASE_MS });
    try {
      for (const { cause, before } of causes) isGood = (await tryCause(stack, { cause, before, every }, tell)) && isGood;
    } finally {
      await stack.stop();
    }
  }
  return isGood;
}

interface Course {
  cause: Move;
  before: readonly Move[];
  every: number;
}

async function tryCause(stack: FaultStack, { cause, before, every }: Course, tell: Print): Promise<boolean> {
  let good = 0;
  let tried = 0;
  let worker = await FaultyProcess.start('worker', stack.processEnvironment);
  for (let point = 1; ; point += every) {
    const site = new Site(stack, new Chance(point), [`${cause}-${point}`]);
    const victim = worker;
    worker = await tryPoint(site, { cause, before, point, victim });
    const died = worker !== victim;
    const wrong = await wrongWith(site);
    await stack.forget(site.deviceIds);
    if (!died) break;
    tried += 1;
    if (wrong.length === 0) good += 1;
    if (tried % 10 === 0) tell(`  ${cause} on ${stack.options.backend}: ${good} of ${tried} so far`);
    if (wrong.length > 0) tell(`  ${cause} on ${stack.options.backend}, killed before message ${point}:\n    ${wrong.join('\n    ')}`);
  }
  await worker.kill();
  tell(`${cause.padEnd(12)} ${stack.options.backend.padEnd(8)} ${good} of ${tried} crash points without harm`);
  return good === tried && tried > 0;
}

/** Answers with the worker that is left: the same one when everything was at rest before the n-th message. */
async function tryPoint(site: Site, { cause, before, point, victim }: Omit<Course, 'every'> & { point: number; victim: FaultyProcess }): Promise<FaultyProcess> {
  const { stack } = site;
  const deviceId = site.deviceIds[0]!;
  const steps = (moves: readonly Move[]): LifeStep[] => moves.map((move) => ({ deviceId, move, afterMs: 0 }));
  await stack.hubCalls.call('DELETE', '/emulator/journal');
  await stack.menderControl.configure(deviceId, OWN_VALUES);
  const successor = FaultyProcess.load('worker', stack.processEnvironment);
  await site.live(steps(before));
  await restOf(site);

  const count = killAt(stack, point, victim);
  await site.live(steps([cause]));
  await waitFor('the end of the worker, or rest', async () => !victim.isAlive || (await isAtRest(site)), { withinMs: WITHIN_MS }).catch(() => undefined);
  count.stop();
  if (victim.isAlive) {
    successor.kill();
    return victim;
  }
  const next = await successor.start();
  await restOf(site);
  return next;
}

/** The worker is dead before the message leaves: it is killed within the turn in which the message would be passed on. */
function killAt({ proxies }: FaultStack, point: number, victim: FaultyProcess): { stop: () => void } {
  let passed = 0;
  const watched = [proxies.postgres, proxies.redis, proxies.hub, proxies.mender].filter((proxy) => proxy !== null);
  const watch = (onBytes: () => void): void => watched.forEach((proxy) => (proxy.onBytes = onBytes));
  watch(() => {
    passed += 1;
    if (passed === point) void victim.kill();
  });
  return { stop: () => watch(() => undefined) };
}

const restOf = async (site: Site): Promise<void> => void (await waitForRest(site, { withinMs: WITHIN_MS, realMs: WITHIN_MS }));

const isAtRest = async (site: Site): Promise<boolean> => (await waitForRest(site, { withinMs: 1, realMs: 1 })).afterMs !== null;

async function wrongWith(site: Site): Promise<string[]> {
  const evidence = {
    devices: await seeDevices(site),
    ...(await checksOf(site)),
    letters: await seeLetters(site),
    probes: [],
    unwoken: [],
    secretsFound: [],
    neighbour: null,
    replay: null,
    fault: null,
    recoveredMs: 0,
    boundMs: WITHIN_MS,
    lastedMs: WITHIN_MS,
  };
  return findViolations(evidence).map(({ invariant, what }) => `${invariant.id} ${what}`);
}
