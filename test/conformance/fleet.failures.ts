import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FleetIsAway, FleetIsBusy, FleetRefusesCredentials, Secret, type Fleet, type FleetConnection } from '#core';
import type { FleetUnderTest } from './fleet.under-test.js';

const UTC = new Secret({ timezone: 'UTC' });

const VERBS: [string, (fleet: Fleet, connection: FleetConnection, deviceId: string) => Promise<unknown>][] = [
  ['look', (fleet, connection, deviceId) => fleet.look(connection, deviceId)],
  ['readConfiguration', (fleet, connection, deviceId) => fleet.readConfiguration(connection, deviceId)],
  ['writeConfiguration', (fleet, connection, deviceId) => fleet.writeConfiguration(connection, deviceId, UTC)],
  ['deployConfiguration', (fleet, connection, deviceId) => fleet.deployConfiguration(connection, deviceId)],
];

const thrownBy = (run: Promise<unknown>): Promise<unknown> => run.then(() => 'nothing was thrown', (error: unknown) => error);

/** Every verb fails with the failures of the port `Fleet`, and a failed call changes nothing. */
export const fleetFailures = (start: () => Promise<FleetUnderTest>): void => {
  let subject: FleetUnderTest;
  let deviceId: string;

  beforeEach(async () => {
    subject = await start();
    deviceId = randomUUID();
  });
  afterEach(() => subject.stop());

  describe.each(VERBS)('%s, when it fails,', (_, run) => {
    it('throws FleetIsAway for a fleet that cannot be reached: a failed look is never an absence', async () => {
      await subject.goAway();
      expect(await thrownBy(run(subject.fleet, subject.connection, deviceId))).toBeInstanceOf(FleetIsAway);
    });

    it('throws FleetIsBusy with the wait that the fleet asks for', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await subject.slowDown();
      const failure = await thrownBy(run(subject.fleet, subject.connection, deviceId));
      expect(failure).toBeInstanceOf(FleetIsBusy);
      expect(failure).toMatchObject({ retry: { kind: 'after', ms: 7_000 } });
    });

    it('throws FleetRefusesCredentials for a wrong token, and changes nothing', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await subject.fleet.writeConfiguration(subject.connection, deviceId, new Secret({ locale: 'de' }));

      const wrong = { ...subject.connection, token: new Secret('a-wrong-token') };
      const failure = await thrownBy(run(subject.fleet, wrong, deviceId));
      expect(failure).toBeInstanceOf(FleetRefusesCredentials);
      expect((failure as Error).message).not.toContain('a-wrong-token');

      const found = await subject.fleet.readConfiguration(subject.connection, deviceId);
      expect(found?.configured.reveal()).toEqual({ locale: 'de' });
      expect(await subject.deploymentsOf(deviceId)).toEqual([]);
    });
  });
};
