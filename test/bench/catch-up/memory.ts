import { setTimeout as pause } from 'node:timers/promises';
import type { Backend } from '../../support/lockstep.js';
import { acceptNew } from './backlog.js';
import type { CatchUpOptions } from './options.js';
import type { Print } from './pace.js';
import { openSite } from './site.js';
import { GATES, atMost, type Verdict } from './verdict.js';
import { memoryIn, memoryOf, type Memory } from './watch-processes.js';
import { megabytes, whole } from './words.js';

const LOOK_MS = 250;
const SMALL = 1_000;

/**
 * One worker at a backlog that stays as it is: what was settled comes in again as new devices. So both workers do the same work for
 * the same time, and only what waits behind it differs.
 */
export async function benchMemory(options: CatchUpOptions, backend: Backend, print: Print): Promise<Verdict[]> {
  const sizes = [SMALL, options.devices];
  const found: Memory[] = [];
  for (const backlog of sizes) {
    const { memory, done } = await atBacklog(backlog, options, backend);
    found.push(memory);
    print(`memory, ${backend}: a worker at a backlog of ${backlog} takes ${megabytes(memory.steady)} steady, ${megabytes(memory.peak)} at its peak, over ${options.seconds} s and ${whole(done)} devices.`);
  }
  const [small, large] = found;
  return [
    atMost(`memory, ${backend}: backlog of ${sizes[1]} over ${sizes[0]}, steady`, large!.steady - small!.steady, GATES.memoryBytes, megabytes),
    atMost(`memory, ${backend}: backlog of ${sizes[1]} over ${sizes[0]}, peak`, large!.peak - small!.peak, GATES.memoryBytes, megabytes),
  ];
}

async function atBacklog(backlog: number, { scale, seconds, roundTrips, profile }: CatchUpOptions, backend: Backend): Promise<{ memory: Memory; done: number }> {
  const site = await openSite({ backend, profile });
  try {
    await site.hub.limit(scale);
    await site.hub.putAway(roundTrips[0]!);
    await site.tellLimit(scale);
    await acceptNew(site.database, 'memory-0', backlog);
    const [worker] = await site.startWorkers(1);
    // Both at the steady rate from the start, so that both do as much.
    await site.hub.drain();
    const samples: number[] = [];
    let done = 0;
    for (const until = performance.now() + seconds * 1000; performance.now() < until; await pause(LOOK_MS)) {
      samples.push(await memoryOf(worker!.pid));
      const { enabled } = await site.hub.count();
      if (enabled > done) await acceptNew(site.database, `memory-${enabled}`, enabled - done);
      done = enabled;
    }
    return { memory: memoryIn(samples), done };
  } finally {
    await site.stop();
  }
}
