// Real: WatchFleetCalls and the breaker. Not real: the calls, the time and where troubles are written down.
import { describe, expect, it } from '@jest/globals';
import { ConnectionInTrouble, FleetIsAway, FleetIsBusy, FleetRefusesCredentials, Secret, type FleetConnection, type Trouble, type TroubledConnection } from '#core';
import { WatchFleetCalls } from './watch-fleet-calls.js';

const connection: FleetConnection = { tenantId: 'default', url: 'https://mender.example', token: new Secret('t'), trouble: null, revision: 3 };
const AWAY = new FleetIsAway('Mender answered 503 when asked about device d-1.', { forAll: 'Mender answers 503.' });
const STRANGE = new FleetIsAway('Mender says that device d-1 is lost.');
const REFUSED = new FleetRefusesCredentials('Mender refuses our token.');

function open() {
  let now = 1_000;
  const reports: { at: TroubledConnection; trouble: Trouble }[] = [];
  const report = async (at: TroubledConnection, trouble: Trouble): Promise<void> => void reports.push({ at, trouble });
  const calls = new WatchFleetCalls({ report }, () => now);
  let made = 0;
  /** What is thrown, one call after the other; null where it went well. */
  const hear = async (failures: readonly (Error | null)[], { of = connection, what = 'ofAll' }: { of?: FleetConnection; what?: 'ofAll' | 'ofOne' } = {}): Promise<unknown[]> => {
    const thrown: unknown[] = [];
    for (const failure of failures) {
      now += 10;
      const call = async (): Promise<void> => {
        made += 1;
        if (failure) throw failure;
      };
      thrown.push(await calls[what](of, call).then(() => null, (error: unknown) => error));
    }
    return thrown;
  };
  return { reports, hear, made: () => made, pass: (ms: number) => (now += ms) };
}

describe('the calls to a fleet manager', () => {
  it.each<{ because: string; failures: (Error | null)[]; reasons: string[] }>([
    { because: 'it is away again and again', failures: [AWAY, AWAY, AWAY], reasons: ['fleet-is-away'] },
    { because: 'it was away twice, which proves nothing', failures: [AWAY, AWAY], reasons: [] },
    { because: 'every second call goes well', failures: [AWAY, null, AWAY, null, AWAY, null], reasons: [] },
    { because: 'its answers about a device make no sense', failures: [STRANGE, STRANGE, STRANGE, STRANGE], reasons: [] },
    { because: 'it asks us to slow down', failures: Array(4).fill(new FleetIsBusy(1_000, 'Slow down.')), reasons: [] },
    { because: 'it refuses the token', failures: [null, null, REFUSED], reasons: ['fleet-refuses-credentials'] },
  ])('write down $reasons when $because', async ({ failures, reasons }) => {
    const { reports, hear } = open();
    expect(await hear(failures)).toEqual(failures);
    expect(reports.map(({ trouble }) => trouble.reason)).toEqual(reasons);
  });

  it('tell which connection it is, at the revision that was used, and no device', async () => {
    const { reports, hear } = open();
    await hear([AWAY, AWAY, AWAY]);
    expect(reports).toEqual([{ at: { kind: 'fleet', tenantId: 'default', revision: 3 }, trouble: { reason: 'fleet-is-away', detail: 'Mender answers 503.' } }]);
  });

  it('are held until the trouble is written down, which costs a device no attempt, and then made again', async () => {
    const { hear, made, pass } = open();
    await hear([AWAY, AWAY, AWAY]);
    const [held] = await hear([null]);
    expect(held).toBeInstanceOf(ConnectionInTrouble);
    expect(held).toMatchObject({ code: 'fleet-is-away', retry: { kind: 'when-mended', ms: 5_000 } });
    expect(made()).toBe(3);
    pass(5_000);
    expect(await hear([null])).toEqual([null]);
  });

  it('are not made while the trouble is known', async () => {
    const { hear, made, reports } = open();
    const of = { ...connection, trouble: { reason: 'fleet-is-away', detail: 'Mender answers 503.', since: new Date() } } as const;
    for (const what of ['ofAll', 'ofOne'] as const) expect(await hear([null], { of, what })).toEqual([expect.objectContaining({ code: 'fleet-is-away', retry: { kind: 'when-mended', ms: 3_600_000 } })]);
    expect([made(), reports]).toEqual([0, []]);
  });

  it('that are about one device tell of a refused token, and never that the fleet manager is away', async () => {
    const { hear, reports } = open();
    await hear([AWAY, AWAY, AWAY, AWAY], { what: 'ofOne' });
    expect(reports).toEqual([]);
    await hear([REFUSED], { what: 'ofOne' });
    expect(reports.map(({ trouble }) => trouble.reason)).toEqual(['fleet-refuses-credentials']);
  });

  it('that are about one device do not hide by going well that the fleet manager is away', async () => {
    const { hear, reports } = open();
    for (let n = 0; n < 3; n++) {
      await hear([null, null], { what: 'ofOne' });
      await hear([AWAY]);
    }
    expect(reports).toHaveLength(1);
  });

  it('are judged by tenant, and anew for a connection that was changed', async () => {
    const { hear, reports } = open();
    const other = { ...connection, tenantId: 'neighbour' };
    await hear([AWAY, AWAY]);
    await hear([AWAY, AWAY], { of: other });
    expect(reports).toEqual([]);
    await hear([AWAY]);
    expect(await hear([null], { of: other })).toEqual([null]);
    expect(await hear([null], { of: { ...connection, revision: 4 } })).toEqual([null]);
    expect(reports).toHaveLength(1);
  });

  it('end as they would when the trouble cannot be written down', async () => {
    const calls = new WatchFleetCalls({ report: () => Promise.reject(new Error('The store is away.')) });
    await expect(calls.ofAll(connection, () => Promise.reject(REFUSED))).rejects.toBe(REFUSED);
  });
});
