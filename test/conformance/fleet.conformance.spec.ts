// Real: MenderFleet over HTTP to the Mender emulator. Not real: Mender itself, and FakeFleet, which is held to the same duties.
import { describe, expect } from '@jest/globals';
import { MenderFleet } from '#adapters/mender';
import { Clock, FleetIsAway, FleetIsBusy, Secret, type FleetConnection } from '#core';
import { startMenderEmulator } from '../../apps/mender-emulator/src/index.js';
import { FakeFleet } from '../support/fake-fleet.js';
import { fleetConformance } from './fleet.conformance.js';
import { fleetFailures } from './fleet.failures.js';
import type { FleetUnderTest } from './fleet.under-test.js';

const TENANT = 'default';

class StillClock extends Clock {
  now = (): Date => new Date('2026-03-01T10:00:00Z');
  random = (): number => 0;
}

const connectionTo = (url: string, token: string): FleetConnection => ({ tenantId: TENANT, url, token: new Secret(token), trouble: null, revision: 1 });

const startFake = (): Promise<FleetUnderTest> => {
  const fleet = new FakeFleet({ token: 'a-token' });
  const keyOf = (deviceId: string) => ({ tenantId: TENANT, deviceId });
  return Promise.resolve({
    fleet,
    connection: connectionTo('https://mender.example', 'a-token'),
    addDevice: async (deviceId, status) => fleet.setStatus(keyOf(deviceId), status),
    changeDevice: async (deviceId, to) => fleet.setStatus(keyOf(deviceId), to),
    report: async (deviceId) => fleet.report(keyOf(deviceId)),
    deploymentsOf: async (deviceId) => fleet.deploymentsOf(keyOf(deviceId)),
    slowDown: async () => fleet.failWith(new FleetIsBusy(7_000, 'The fake fleet asks us to slow down.')),
    goAway: async () => fleet.failWith(new FleetIsAway('The fake fleet is away.')),
    stop: async () => undefined,
  });
};

const ACTIONS = { accepted: 'accept', rejected: 'reject', noauth: 'dismiss', decommissioned: 'decommission' } as const;

const startMender = async (): Promise<FleetUnderTest> => {
  const emulator = await startMenderEmulator({ settings: { reportDelayMs: 'never' } });
  const fleet = new MenderFleet(new StillClock());

  /** Speaks to the emulator's own side door, which Mender does not have. */
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${emulator.url}/emulator${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const text = await response.text();
    expect([method, path, response.ok, text]).toEqual([method, path, true, text]);
    return text === '' ? undefined : JSON.parse(text);
  };

  return {
    fleet,
    connection: connectionTo(emulator.url, emulator.token),
    addDevice: async (deviceId, status) => void (await control('POST', '/devices', { ids: [deviceId], status })),
    changeDevice: async (deviceId, to) => {
      expect(await control('POST', '/bulk', { action: ACTIONS[to], ids: [deviceId] })).toEqual({ changed: 1 });
    },
    report: async () => {
      for (const reportDelayMs of [0, 'never']) await control('PUT', '/settings', { reportDelayMs });
    },
    deploymentsOf: async (deviceId) => {
      const { deployments } = (await control('GET', `/deployments?device=${deviceId}`)) as { deployments: { id: string }[] };
      return deployments.map(({ id }) => id);
    },
    slowDown: async () => void (await control('POST', '/faults', { kind: 'status', status: 429, headers: { 'Retry-After': '7' } })),
    goAway: () => emulator.stop(),
    stop: async () => {
      await fleet.close();
      await emulator.stop();
    },
  };
};

describe.each([
  ['the fake fleet', startFake],
  ['Mender, as its emulator plays it,', startMender],
])('%s', (_, start) => {
  fleetConformance(start);
  fleetFailures(start);
});
