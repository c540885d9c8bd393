import type { Backend } from '../../support/lockstep.js';
import { openBaselineSite, type BaselineResult, type BaselineSite } from './baseline.js';
import { S3_A_MINUTE } from './hub-under-test.js';
import { iotManager } from './iot-manager.js';
import { naiveCreate } from './naive-sdk.js';
import type { CatchUpOptions } from './options.js';
import type { Print } from './pace.js';
import { runScenario, type CatchUp } from './run-scenario.js';
import type { Verdict } from './verdict.js';
import { columnsOf, percent, times, twoPlaces, whole } from './words.js';

interface Row {
  who: string;
  event: string;
  perMinute: number;
  perEvent: number;
  callsPerEvent: number;
  share: number;
  refused: number;
  lost: number;
  /** Ours, by this one. */
  ratio: number;
}

/**
 * A script on the plain SDK and iot-manager's algorithm beside our worker: the same limit, the same round trip, nothing saved up at
 * the start, as long as each other, and all in real time: a round trip counts for more on a hub whose time runs faster. There
 * is no gate for others.
 */
export async function benchBaselines(options: CatchUpOptions, backend: Backend, print: Print): Promise<Verdict[]> {
  for (const roundTripMs of options.roundTrips) {
    const site = await openBaselineSite(roundTripMs);
    const others = await measureOthers(site, options.seconds).finally(() => site.stop());
    const devices = Math.ceil((options.seconds * S3_A_MINUTE) / 60);
    const { accepts, rejects } = await runScenario({ ...options, devices, backend, workers: 1, roundTripMs, scale: 1, drained: true, then: 'reject' });

    const rows = [ours('accept', accepts), ours('reject', rejects!)];
    const against = (event: string, who: string, one: BaselineResult): Row => theirs(who, event, one, rows.find((row) => row.event === event)!.perMinute);
    const table = [
      ...rows,
      against('accept', 'naive-sdk-sequential', others.naive),
      against('accept', 'iot-manager-restated', others.provision),
      against('reject', 'iot-manager-restated', others.status),
    ];
    print(`beside others, ${backend}, 1 worker, ${roundTripMs} ms:`);
    for (const line of columnsOf([HEADING, ...table.map(cells)])) print(`  ${line}`);
  }
  return [];
}

async function measureOthers(site: BaselineSite, seconds: number): Promise<{ naive: BaselineResult; provision: BaselineResult; status: BaselineResult }> {
  const { provision, setStatus } = iotManager(site.sdk, 'manager');
  const naive = await site.measure(naiveCreate(site.sdk, 'naive'), (elapsed) => elapsed > seconds);
  const provisioned = await site.measure(provision, (elapsed) => elapsed > seconds);
  // Only devices that are there can have a status.
  const status = await site.measure(setStatus('disabled'), (elapsed, events) => elapsed > seconds || events === provisioned.events);
  return { naive, provision: provisioned, status };
}

const ours = (event: string, one: CatchUp): Row => ({
  who: 'lockstep',
  event,
  perMinute: one.perMinute,
  perEvent: one.perDevice,
  callsPerEvent: NaN,
  share: (one.perMinute * one.perDevice) / S3_A_MINUTE,
  refused: one.refused,
  lost: one.left,
  ratio: 1,
});

const theirs = (who: string, event: string, one: BaselineResult, oursPerMinute: number): Row => ({
  who,
  event,
  perMinute: one.perMinute,
  perEvent: one.registryPerEvent,
  callsPerEvent: one.callsPerEvent,
  share: one.share,
  refused: one.refused,
  lost: one.lost,
  ratio: oursPerMinute / one.perMinute,
});

const HEADING = ['', 'event', 'events a hub minute', 'registry operations an event', 'calls an event', 'of the limit', 'refused', 'lost', 'ours by this'];

const cells = ({ who, event, perMinute, perEvent, callsPerEvent, share, refused, lost, ratio }: Row): string[] => [
  who,
  event,
  whole(perMinute),
  twoPlaces(perEvent),
  twoPlaces(callsPerEvent),
  percent(share),
  whole(refused),
  whole(lost),
  times(ratio),
];
