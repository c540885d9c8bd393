// Real: the adapter over HTTPS. Emulated: the hub. Moved: the date of both.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { HubQuotaUsedUp, type HubConnection } from '#core';
import { startHubEmulator, type RunningHubEmulator } from '../../../../apps/hub-emulator/src/index.js';
import { connectionTo, openAzureIotHubs } from '../../../../test/conformance/device-hub.on-azure.js';
import { openHubControl, type HubControl } from '../../../../test/support/hub-control.js';
import { AzureHubSurvey, type AzureIotHubs } from './index.js';

const HOUR_MS = 3_600_000;
const REAL = ['nextTick', 'setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'hrtime', 'queueMicrotask'] as const;
/** Every clock stays real but the date. */
const moveTo = (date: string): void => void jest.useFakeTimers({ now: new Date(date), doNotFake: [...REAL] });

describe('a hub whose quota of the day is used up', () => {
  let emulator: RunningHubEmulator;
  let control: HubControl;
  let hubs: AzureIotHubs;
  let survey: AzureHubSurvey;
  let connection: HubConnection;

  beforeAll(async () => {
    emulator = await startHubEmulator({ port: 0 });
    control = openHubControl(emulator);
    const address = { connectionString: emulator.connectionString(), gateway: { host: '127.0.0.1', port: emulator.port }, caPem: emulator.caPem };
    hubs = openAzureIotHubs(address);
    survey = new AzureHubSurvey(hubs);
    connection = connectionTo(address.connectionString, { edition: { sku: 'S1', units: 1 } });
  }, 240_000);
  afterEach(() => void jest.useRealTimers());
  afterAll(async () => {
    control.close();
    hubs.close();
    await emulator.stop();
  }, 240_000);

  const calls = async (): Promise<number> => (await control.journal('pump-7')).filter(({ operation }) => operation === 'get-twin').length;
  const refused = async (): Promise<HubQuotaUsedUp> => {
    const error: unknown = await survey.look(connection, 'pump-7').then(() => null, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(HubQuotaUsedUp);
    return error as HubQuotaUsedUp;
  };
  const waitMs = ({ retry }: HubQuotaUsedUp): number => (retry.kind === 'after' ? retry.ms : NaN);

  it('is called once, then by nobody until midnight UTC, and after that as before', async () => {
    const inSeconds = (ms: number): number => Math.abs(ms) / 1_000;
    moveTo('2027-03-01T20:00:00Z');
    await control.fault({ kind: 'status', status: 403, operation: 'get-twin', body: { Message: 'ErrorCode:IotHubQuotaExceeded;Total number of messages exceeded.' }, headers: { 'iothub-errorcode': 'IotHubQuotaExceeded' } });
    expect(inSeconds(waitMs(await refused()) - 4 * HOUR_MS)).toBeLessThan(60);
    expect(await calls()).toBe(1);

    moveTo('2027-03-01T23:00:00Z');
    expect(inSeconds(waitMs(await refused()) - HOUR_MS)).toBeLessThan(60);
    expect(await calls()).toBe(1);

    await control.clearFaults();
    moveTo('2027-03-02T00:01:00Z');
    expect(await survey.look(connection, 'pump-7')).toBeNull();
    expect(await calls()).toBe(2);
  }, 240_000);
});
