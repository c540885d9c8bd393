import { describe, expect, it } from '@jest/globals';
import { createDevice } from '../devices/change-device.js';
import type { WantedIdentity } from '../devices/read-identity.js';
import { ChangeHistory } from './change-history.js';
import { forgetfulLog } from './append-log.js';
import { DeviceStore } from './device-store.js';

const wanted: WantedIdentity = { status: 'enabled', statusReason: null, authentication: undefined, iotEdge: false, deviceScope: undefined };

function open(keepMs = 100) {
  const time = { now: 0, keepMs };
  const store = new DeviceStore(forgetfulLog, new Map(), new ChangeHistory(() => time.now, () => time.keepMs));
  const device = (deviceId: string, createdAt: number) => createDevice(deviceId, wanted, createdAt);
  const seen = (lagMs: number) => [...store.asOf(lagMs)].map(({ deviceId, status, createdAt }) => `${deviceId} ${createdAt} ${status}`);
  return { time, store, device, seen };
}

describe('the devices as they were a while ago', () => {
  it('are those of today when nothing lags', () => {
    const { store, device, seen } = open(0);
    store.put(device('a', 1));
    expect([seen(0), seen(50)]).toEqual([['a 1 enabled'], ['a 1 enabled']]);
  });

  it('lack what was created, keep what was deleted, and show what was changed as it was', () => {
    const { time, store, device, seen } = open();
    for (const [index, id] of ['a', 'b', 'c'].entries()) store.put(device(id, index + 1));
    time.now = 200;
    store.remove('b');
    store.put({ ...device('c', 3), status: 'disabled' });
    store.put(device('d', 4));
    expect(seen(10)).toEqual(['a 1 enabled', 'b 2 enabled', 'c 3 enabled']);
    time.now = 210;
    expect(seen(10)).toEqual(['a 1 enabled', 'c 3 disabled', 'd 4 enabled']);
  });

  it('show a device created again in its former life, in its former place', () => {
    const { time, store, device, seen } = open();
    for (const [index, id] of ['a', 'b'].entries()) store.put(device(id, index + 1));
    time.now = 200;
    store.remove('a');
    store.put(device('a', 3));
    expect(seen(50)).toEqual(['a 1 enabled', 'b 2 enabled']);
    expect(seen(0)).toEqual(['b 2 enabled', 'a 3 enabled']);
  });

  it('are the oldest of several states within the time', () => {
    const { time, store, device, seen } = open();
    store.put(device('a', 1));
    time.now = 200;
    for (const status of ['disabled', 'enabled', 'disabled'] as const) store.put({ ...device('a', 1), status });
    expect([seen(1), seen(0)]).toEqual([['a 1 enabled'], ['a 1 disabled']]);
  });

  it('are not remembered longer than somebody may look back', () => {
    const { time, store, device, seen } = open();
    for (let round = 0; round < 5000; round += 1) {
      time.now += 10;
      store.put({ ...device('a', 1), statusReason: String(round) });
    }
    expect(seen(1_000_000)).toEqual(['a 1 enabled']);
    time.keepMs = 0;
    store.remove('a');
    expect(seen(1_000_000)).toEqual([]);
  });
});
