import { setTimeout as pause } from 'node:timers/promises';
import type { HubCount } from './hub-under-test.js';
import { progressOf } from './backlog.js';
import type { Site } from './site.js';
import { memoryIn, memoryOf, type Memory } from './watch-processes.js';

const LOOK_MS = 250;

export interface Wave {
  /** What the names of its devices begin with. */
  name: string;
  devices: number;
  /** How many of its devices are in the hub as the wave wants them: a cheap look before the database is asked. */
  doneIn: (hub: HubCount) => number;
  /** The longest to wait, real seconds. */
  withinSeconds: number;
}

export interface WaveResult {
  /** Devices that were not settled in time. */
  left: number;
  /** Real seconds from the call until all were seen settled. */
  seconds: number;
  /** Real seconds from the first settled device to the last. */
  settling: number;
  memory: Memory;
}

/** Watches the workers until every device of the wave is settled, or the time is over. */
export async function watchWave(site: Site, workers: readonly number[], { name, devices, doneIn, withinSeconds }: Wave): Promise<WaveResult> {
  const started = performance.now();
  const elapsed = (): number => (performance.now() - started) / 1000;
  const memory: number[] = [];
  for (;;) {
    memory.push(Math.max(...(await Promise.all(workers.map(memoryOf)))));
    const isOver = elapsed() > withinSeconds;
    const left = devices - doneIn(await site.hub.count());
    if (left <= 0 || isOver) {
      const { settled, seconds: settling } = await progressOf(site.database, name);
      if (settled === devices || isOver) {
        return { left: devices - settled, seconds: elapsed(), settling, memory: memoryIn(memory) };
      }
    }
    await pause(LOOK_MS);
  }
}
