// Real: PostgreSQL, and several processes' worth of connections to it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeviceKey } from '#core';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { aMasterKey, openStore, type Store } from '../../../../test/support/store.js';

const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{43}=$/;

describe('the keys that we make for devices', () => {
  const masterKey = aMasterKey();
  let postgres: TestPostgres;
  let url: string;

  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.database();
  }, 240_000);
  afterAll(() => postgres.stop());

  const inProcess = async <T>(run: (store: Store) => Promise<T>): Promise<T> => {
    const store = openStore(url, { key: masterKey, connections: 2 });
    try {
      return await run(store);
    } finally {
      await store.close();
    }
  };

  const keysOf = (key: DeviceKey, number: number) =>
    inProcess(async ({ keyring }) => {
      const { primary, secondary } = await keyring.keysOf(key, number);
      return [primary.reveal(), secondary.reveal()] as const;
    });

  const aDevice = (): DeviceKey => ({ tenantId: `tenant-${randomUUID()}`, deviceId: 'pump-7' });

  it('are what a hub takes for a key, and two', async () => {
    const [primary, secondary] = await keysOf(aDevice(), 1);
    expect(primary).toMatch(BASE64_OF_32_BYTES);
    expect(secondary).toMatch(BASE64_OF_32_BYTES);
    expect(primary).not.toBe(secondary);
  });

  it('are the same for the same number, in a process that starts anew', async () => {
    const device = aDevice();
    expect(await keysOf(device, 3)).toEqual(await keysOf(device, 3));
  });

  it('differ by number, by device and by tenant', async () => {
    const device = aDevice();
    const [first] = await keysOf(device, 1);
    const others = await Promise.all([keysOf(device, 2), keysOf(device, 11), keysOf({ ...device, deviceId: 'pump-8' }, 1), keysOf(aDevice(), 1)]);
    expect(new Set([first, ...others.map(([primary]) => primary)]).size).toBe(5);
  });

  it('come from one seed, though six processes make the tenant at once', async () => {
    const device = aDevice();
    const all = await Promise.all(Array.from({ length: 6 }, () => keysOf(device, 1)));
    expect(new Set(all.map(([primary]) => primary)).size).toBe(1);
    expect(new Set([...all, await keysOf(device, 1)].map(([primary]) => primary)).size).toBe(1);
  });

  it('stay as they are when the tenant is made sure of again', async () => {
    const device = aDevice();
    const [before] = await keysOf(device, 1);
    await inProcess(({ seeds }) => seeds.ensure(device.tenantId));
    expect((await keysOf(device, 1))[0]).toBe(before);
  });
});
