import { readFile } from 'node:fs/promises';
import { HUB_HOST, openHubCalls } from '../../support/hub-calls.js';
import { startApp } from '../app-process.js';
import type { Account } from './read-ledger.js';

/** What one unit of S3 allows in a minute. Source: Azure IoT Hub, quotas and throttling. */
export const S3_A_MINUTE = 5_000;

export interface HubCount {
  devices: number;
  enabled: number;
}

/** The hub emulator in a process of its own, and what is ordered and read past its service interface. */
export interface HubUnderTest {
  pid: number;
  port: number;
  caFile: string;
  caPem: string;
  connectionString: string;
  /** S3 with one unit, its minutes so many times as short as real ones; null limits nothing. */
  limit(scale: number | null): Promise<void>;
  /** Every answer takes at least so long, real ms. */
  putAway(roundTripMs: number): Promise<void>;
  /** Another client uses this part of the registry's limit from now on. */
  share(foreign: number): Promise<void>;
  /** Takes away what the hub has saved up over a quiet time, so that nobody gets more than the steady rate. */
  drain(): Promise<void>;
  /** Begins a new ledger: minute 0 is now. */
  beginLedger(): Promise<void>;
  account(category: 'registry' | 'twin-updates' | 'queries'): Promise<Account>;
  count(): Promise<HubCount>;
  stop(): Promise<void>;
}

interface Ready {
  port: number;
  caFile: string;
  hubs: { connectionString: string }[];
}

export async function startHubUnderTest(): Promise<HubUnderTest> {
  const app = await startApp<Ready>('hub-emulator', {}, ['--port', '0', '--hub', HUB_HOST]);
  const { port, caFile, hubs } = app.ready;
  const caPem = await readFile(caFile, 'utf8');
  const { call, close } = openHubCalls({ port, caPem });
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await call(method, `/emulator${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} of the hub emulator answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const ofHub = (what: string): string => `/hubs/${HUB_HOST}/${what}`;

  return {
    pid: app.pid,
    port,
    caFile,
    caPem,
    connectionString: hubs[0]!.connectionString,
    limit: async (scale) => {
      if (scale !== null) await ask('PATCH', '/clock', { timeScale: scale });
      await ask('PATCH', ofHub('throttle'), { sku: scale === null ? null : 'S3', units: 1 });
    },
    putAway: async (roundTripMs) => void (await ask('PATCH', '/switches', { roundTripMs })),
    share: async (foreign) => void (await ask('POST', ofHub('foreign-load'), { category: 'registry', share: foreign })),
    drain: async () => {
      const { categories } = (await ask('GET', ofHub('budget'))) as { categories: { registry: { left: number | null } } };
      await ask('POST', ofHub('foreign-load'), { category: 'registry', once: categories.registry.left ?? 0 });
    },
    beginLedger: async () => void (await ask('DELETE', ofHub('budget'))),
    account: async (category) => ((await ask('GET', ofHub('budget'))) as { categories: Record<string, Account> }).categories[category]!,
    count: async () => {
      const [hub] = ((await ask('GET', '/hubs')) as { hubs: { devices: number; disabledDevices: number }[] }).hubs;
      return { devices: hub!.devices, enabled: hub!.devices - hub!.disabledDevices };
    },
    stop: async () => {
      close();
      await app.stop();
    },
  };
}
