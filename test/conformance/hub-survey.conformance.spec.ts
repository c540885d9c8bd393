// Real: AzureHubSurvey over HTTPS to the hub emulator. Not real: Azure itself, and FakeHubSurvey, which is held to the same duties.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AzureHubSurvey } from '#adapters/azure-iot-hub';
import { HubRefusesCredentials, Secret, type DeviceHub, type HubConnection, type HubSurvey, type SurveyPage } from '#core';
import { startHubEmulator } from '../../apps/hub-emulator/src/index.js';
import { aHubConnection } from '../support/builders.js';
import { FakeDeviceHubs } from '../support/fake-device-hub.js';
import { FakeHubSurvey } from '../support/fake-hub-survey.js';
import { connectionTo, openAzureIotHubs } from './device-hub.on-azure.js';
import { Administrator } from './device-hub.administrator.js';

interface SurveyUnderTest {
  survey: HubSurvey;
  hub: DeviceHub;
  connection: HubConnection;
  stop(): Promise<void>;
}

const FAST = { sku: 'S3', units: 10 } as const;

const startFake = async (): Promise<SurveyUnderTest> => {
  const hubs = new FakeDeviceHubs();
  const connection = aHubConnection();
  return { survey: new FakeHubSurvey(hubs), hub: hubs.of(connection), connection, stop: async () => undefined };
};

const startAzure = async (): Promise<SurveyUnderTest> => {
  const emulator = await startHubEmulator({ port: 0 });
  const address = { connectionString: emulator.connectionString(), gateway: { host: '127.0.0.1', port: emulator.port }, caPem: emulator.caPem };
  const hubs = openAzureIotHubs(address);
  const connection = connectionTo(address.connectionString, { edition: FAST });
  return {
    survey: new AzureHubSurvey(hubs),
    hub: hubs.of(connection),
    connection,
    stop: async () => {
      hubs.close();
      await emulator.stop();
    },
  };
};

const keys = { primary: new Secret(Buffer.alloc(32, 1).toString('base64')), secondary: new Secret(Buffer.alloc(32, 2).toString('base64')) };

describe.each([
  ['the fake survey', startFake],
  ['the survey of Azure IoT Hub, as its emulator plays it,', startAzure],
])('%s', (_, start) => {
  let under: SurveyUnderTest;

  beforeAll(async () => {
    under = await start();
    const ownership = { managed: true, tenant: 'default', key: 1 };
    await Promise.all(Array.from({ length: 230 }, (_, number) => under.hub.create({ deviceId: `pump-${number}`, status: number < 30 ? 'disabled' : 'enabled', keys, ownership })));
    await under.hub.create({ deviceId: 'another-tenants', status: 'enabled', keys, ownership: { ...ownership, tenant: 'acme' } });
  }, 240_000);
  afterAll(() => under.stop(), 240_000);

  it('counts', async () => {
    expect(await under.survey.counts(under.connection)).toEqual({ enabled: 201, disabled: 30 });
  });

  it('has every identity, page by page, and knows our own', async () => {
    const entries: SurveyPage['entries'] = [];
    let next: string | null = null;
    do {
      const page: SurveyPage = await under.survey.page(under.connection, next);
      entries.push(...page.entries);
      next = page.next;
    } while (next !== null);
    expect(new Set(entries.map(({ deviceId }) => deviceId)).size).toBe(231);
    expect(entries.flatMap(({ tags }) => tags)).toEqual([]);
    expect(entries.filter(({ isOurs }) => !isOurs).map(({ deviceId }) => deviceId)).toEqual(['another-tenants']);
    expect(entries.filter(({ status }) => status === 'disabled')).toHaveLength(30);
  });

  it('sees one device as it is, with the etag of its identity, and knows when there is none', async () => {
    const seen = await under.hub.look('pump-7');
    expect(await under.survey.look(under.connection, 'pump-7')).toEqual({ status: 'disabled', etag: seen!.etag, isOurs: true });
    expect(await under.survey.look(under.connection, 'nobody')).toBeNull();
  });
});

describe('the survey of Azure IoT Hub', () => {
  it('uses at most a fifth of the registry of a small hub, and never takes a refusal for an empty one', async () => {
    const emulator = await startHubEmulator({ port: 0 });
    const address = { connectionString: emulator.connectionString(), gateway: { host: '127.0.0.1', port: emulator.port }, caPem: emulator.caPem };
    const hubs = openAzureIotHubs(address);
    const survey = new AzureHubSurvey(hubs);
    const small = connectionTo(address.connectionString, { edition: { sku: 'S1', units: 1 } });
    try {
      const began = performance.now();
      await Promise.all(['a', 'b', 'c', 'd', 'e'].map((id) => survey.look(small, id)));
      const minutes = (performance.now() - began) / 60_000;
      const { body } = await new Administrator(address).call('GET', `/emulator/hubs/${small.hostName}/budget`);
      const { used } = (body as { categories: { registry: { used: number } } }).categories.registry;
      expect(used).toBe(5);
      // The first call is free; each of the others waits for its part of the minute.
      expect(used - 1).toBeLessThanOrEqual(20 * minutes + 0.1);

      const lockedOut = connectionTo(address.connectionString, { id: 'locked-out', edition: FAST, key: new Secret(Buffer.alloc(32, 1).toString('base64')) });
      await expect(survey.counts(lockedOut)).rejects.toThrow(HubRefusesCredentials);
      await expect(survey.page(lockedOut, null)).rejects.toThrow(HubRefusesCredentials);
      await expect(survey.look(lockedOut, 'a')).rejects.toThrow(HubRefusesCredentials);
    } finally {
      hubs.close();
      await emulator.stop();
    }
  }, 240_000);
});
