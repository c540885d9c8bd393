// Real: MenderFleetList over HTTP to the Mender emulator. Not real: Mender itself, and FakeFleetList, which is held to the same duties.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MenderFleetList } from '#adapters/mender';
import { FleetIsAway, FleetRefusesCredentials, LISTED_STATUSES, Secret, type FleetConnection, type FleetList, type ListedDevice, type ListedStatus } from '#core';
import { SystemClock } from '#platform';
import { startMenderEmulator } from '../../apps/mender-emulator/src/index.js';
import { FakeFleetList } from '../support/fake-fleet-list.js';
import { openMenderControl } from '../support/mender-control.js';

interface ListUnderTest {
  list: FleetList;
  connection: FleetConnection;
  add(ids: readonly string[], status: ListedStatus): Promise<void>;
  stop(): Promise<void>;
}

const connectionTo = (url: string, token: string): FleetConnection => ({ tenantId: 'default', url, token: new Secret(token), trouble: null, revision: 1 });

const startFake = async (): Promise<ListUnderTest> => {
  const list = new FakeFleetList('a-token');
  return {
    list,
    connection: connectionTo('https://mender.example', 'a-token'),
    add: async (ids, status) => ids.forEach((id) => list.devices.set(id, { status, createdAt: new Date() })),
    stop: async () => undefined,
  };
};

const startMender = async (): Promise<ListUnderTest> => {
  const emulator = await startMenderEmulator({ port: 0 });
  const list = new MenderFleetList(new SystemClock());
  return {
    list,
    connection: connectionTo(emulator.url, emulator.token),
    add: async (ids, status) => {
      const response = await fetch(`${emulator.url}/emulator/devices`, { method: 'POST', body: JSON.stringify({ ids, status }) });
      expect(response.ok).toBe(true);
    },
    stop: async () => {
      await list.close();
      await emulator.stop();
    },
  };
};

describe.each([
  ['the fake list', startFake],
  ['the list of Mender, as its emulator plays it,', startMender],
])('%s', (_, start) => {
  let under: ListUnderTest;

  beforeEach(async () => {
    under = await start();
  }, 240_000);
  afterEach(() => under.stop(), 240_000);

  it('has nothing in an empty fleet', async () => {
    for (const status of LISTED_STATUSES) {
      expect(await under.list.count(under.connection, status)).toBe(0);
      expect(await under.list.page(under.connection, status, 1)).toEqual({ devices: [], isLast: true });
    }
  });

  it('has every device of a status, page by page, with since when it is there', async () => {
    const ids = Array.from({ length: 1_001 }, (_, number) => `pump-${number}`);
    await under.add(ids, 'accepted');
    await under.add(['valve-1'], 'rejected');
    const devices: ListedDevice[] = [];
    for (let page = 1, isLast = false; !isLast; page++) {
      const found = await under.list.page(under.connection, 'accepted', page);
      devices.push(...found.devices);
      isLast = found.isLast;
    }
    expect(devices.map(({ deviceId }) => deviceId).sort()).toEqual([...ids].sort());
    expect(devices.every(({ status, createdAt }) => status === 'accepted' && createdAt !== null && Math.abs(createdAt.getTime() - Date.now()) < 3_600_000)).toBe(true);
    expect(await under.list.count(under.connection, 'accepted')).toBe(1_001);
    expect(await under.list.page(under.connection, 'rejected', 1)).toMatchObject({ devices: [{ deviceId: 'valve-1' }], isLast: true });
  }, 240_000);

  it('never takes a refused token for an empty fleet', async () => {
    await expect(under.list.page(connectionTo(under.connection.url, 'another'), 'accepted', 1)).rejects.toThrow(FleetRefusesCredentials);
    await expect(under.list.count(connectionTo(under.connection.url, 'another'), 'accepted')).rejects.toThrow(FleetRefusesCredentials);
  });
});

describe('the list of Mender in trouble', () => {
  it('is away, and not empty, whatever is wrong with the answer', async () => {
    const emulator = await startMenderEmulator({ port: 0 });
    const list = new MenderFleetList(new SystemClock());
    const control = openMenderControl(emulator);
    try {
      for (const body of ['<html>', { devices: [] }, [{ id: 'pump-1' }], [{ id: 'pump-1', status: 'unheard-of' }], [{ id: 'a b', status: 'accepted' }]]) {
        await control.fault({ kind: 'status', status: 404, body, times: 1, path: 'devauth/devices' });
        await expect(list.page(connectionTo(emulator.url, emulator.token), 'accepted', 1)).rejects.toThrow(FleetIsAway);
      }
    } finally {
      await list.close();
      await emulator.stop();
    }
  }, 240_000);
});
