import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FleetIsAway, FleetRefusesConfiguration, Secret } from '#core';
import type { FleetUnderTest } from './fleet.under-test.js';

type Values = Readonly<Record<string, string>>;

/** One test for each duty that the comments of the port `Fleet` name. What its failures have to be is in `fleet.failures.ts`. */
export const fleetConformance = (start: () => Promise<FleetUnderTest>): void => {
  let subject: FleetUnderTest;
  let deviceId: string;

  beforeEach(async () => {
    subject = await start();
    deviceId = randomUUID();
  });
  afterEach(() => subject.stop());

  const look = () => subject.fleet.look(subject.connection, deviceId);
  const read = (id = deviceId) => subject.fleet.readConfiguration(subject.connection, id);
  const write = (values: Values, id = deviceId) => subject.fleet.writeConfiguration(subject.connection, id, new Secret(values));
  const deploy = () => subject.fleet.deployConfiguration(subject.connection, deviceId);
  const configured = async () => (await read())?.configured.reveal();

  describe('look', () => {
    it.each(['accepted', 'preauthorized', 'rejected', 'noauth', 'pending'] as const)('says what the fleet says: %s', async (status) => {
      await subject.addDevice(deviceId, status);
      expect(await look()).toBe(status);
    });

    it.each(['rejected', 'noauth', 'decommissioned'] as const)('says what the fleet says now: %s', async (to) => {
      await subject.addDevice(deviceId, 'accepted');
      expect(await look()).toBe('accepted');
      await subject.changeDevice(deviceId, to);
      expect(await look()).toBe(to);
    });

    it('says decommissioned of a device that the fleet has never seen', async () => {
      expect(await look()).toBe('decommissioned');
    });

    it('changes nothing', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await write({ timezone: 'UTC' });
      for (let time = 0; time < 3; time += 1) expect(await look()).toBe('accepted');
      expect(await configured()).toEqual({ timezone: 'UTC' });
      expect(await subject.deploymentsOf(deviceId)).toEqual([]);
    });
  });

  describe('readConfiguration', () => {
    it('is null while the device has none, and for a device that the fleet has never seen', async () => {
      await subject.addDevice(deviceId, 'pending');
      expect(await read()).toBeNull();
      expect(await read(randomUUID())).toBeNull();
    });

    it('is null again after the device was decommissioned', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await write({ timezone: 'UTC' });
      await subject.changeDevice(deviceId, 'decommissioned');
      expect(await read()).toBeNull();
    });

    it('tells what is configured and what is reported apart', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await write({ timezone: 'UTC' });
      const deploymentId = await deploy();
      await subject.report(deviceId);
      await write({ timezone: 'CET' });

      const found = await read();
      expect(found?.configured.reveal()).toEqual({ timezone: 'CET' });
      expect(found?.reported.reveal()).toEqual({ timezone: 'UTC' });
      expect(found?.deploymentId).toBe(deploymentId);
    });

    it('names no deployment before there is one', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await write({ timezone: 'UTC' });
      expect(await read()).toMatchObject({ deploymentId: null });
    });

    it('keeps the values secret', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await write({ azureConnectionString: 'very-secret' });
      await deploy();
      await subject.report(deviceId);
      const found = await read();
      expect(found?.reported.reveal()).toEqual({ azureConnectionString: 'very-secret' });
      expect(`${inspect(found, { depth: null })} ${JSON.stringify(found)}`).not.toContain('very-secret');
    });

    it('changes nothing', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await write({ timezone: 'UTC' });
      for (let time = 0; time < 3; time += 1) expect(await configured()).toEqual({ timezone: 'UTC' });
      expect(await subject.deploymentsOf(deviceId)).toEqual([]);
      expect(await look()).toBe('accepted');
    });
  });

  describe('writeConfiguration', () => {
    it('replaces the whole configuration', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await write({ timezone: 'UTC', locale: 'de' });
      await write({ locale: 'en' });
      expect(await configured()).toEqual({ locale: 'en' });
    });

    it('may be repeated', async () => {
      await subject.addDevice(deviceId, 'accepted');
      for (let time = 0; time < 3; time += 1) await write({ timezone: 'UTC' });
      expect(await configured()).toEqual({ timezone: 'UTC' });
    });

    it('keeps every character of what it is given', async () => {
      await subject.addDevice(deviceId, 'accepted');
      const values = { empty: '', quoted: '"\\\n\u0000', wide: 'größe 🚀', 'a key = with; signs': 'x', longest: 'y'.repeat(4096) };
      await write(values);
      expect(await configured()).toEqual(values);
    });

    it('deploys nothing by itself', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await write({ timezone: 'UTC' });
      expect(await subject.deploymentsOf(deviceId)).toEqual([]);
    });

    it('is for one device only', async () => {
      const other = randomUUID();
      await subject.addDevice(deviceId, 'accepted');
      await subject.addDevice(other, 'accepted');
      await write({ timezone: 'CET' }, other);
      await write({ timezone: 'UTC' });
      expect((await read(other))?.configured.reveal()).toEqual({ timezone: 'CET' });
    });

    it('throws FleetRefusesConfiguration for what the fleet does not take, and changes nothing', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await write({ timezone: 'UTC' });
      await expect(write({ timezone: 'z'.repeat(4097) })).rejects.toBeInstanceOf(FleetRefusesConfiguration);
      expect(await configured()).toEqual({ timezone: 'UTC' });
    });
  });

  describe('deployConfiguration', () => {
    it('answers with the id of the deployment that the configuration then names', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await write({ timezone: 'UTC' });
      const deploymentId = await deploy();
      expect(await subject.deploymentsOf(deviceId)).toEqual([deploymentId]);
      expect(await read()).toMatchObject({ deploymentId });
    });

    it('makes a deployment with each call', async () => {
      await subject.addDevice(deviceId, 'accepted');
      const made = [await deploy(), await deploy()];
      expect(new Set(made).size).toBe(2);
      expect(await subject.deploymentsOf(deviceId)).toEqual(made);
    });

    it('sends what is configured at that moment', async () => {
      await subject.addDevice(deviceId, 'accepted');
      await write({ timezone: 'UTC' });
      await deploy();
      await write({ timezone: 'CET' });
      await subject.report(deviceId);
      expect((await read())?.reported.reveal()).toEqual({ timezone: 'UTC' });
    });

    it('throws FleetIsAway when there is nothing to deploy', async () => {
      await subject.addDevice(deviceId, 'pending');
      await expect(deploy()).rejects.toBeInstanceOf(FleetIsAway);
      expect(await subject.deploymentsOf(deviceId)).toEqual([]);
    });
  });
};
