import { randomBytes } from 'node:crypto';
import type { RunningHubEmulator } from '../../apps/hub-emulator/src/index.js';
import { PostgresInbox, type Database } from '#adapters/postgres';
import { DEFAULT_TENANT, foldEvent } from '#core';
import { Administrator } from '../conformance/device-hub.administrator.js';
import { anEvent } from './builders.js';
import { HUB_HOST } from './hub-calls.js';

/** What a test's devices begin with. */
export const DESIRED = { interval: 60, net: { apn: 'x' } };
export const TAGS = { lockstep: { managed: true, key: 1 }, site: 'north' };

/** Puts devices into our records and into the emulated hub, past the passes that would do so. */
export class TwinDevices {
  readonly #administrator: Administrator;
  readonly #inbox: PostgresInbox;

  constructor({ hub, database }: { hub: Pick<RunningHubEmulator, 'port' | 'caPem' | 'connectionString'>; database: Database }) {
    this.#administrator = new Administrator({ connectionString: hub.connectionString(), gateway: { host: '127.0.0.1', port: hub.port }, caPem: hub.caPem });
    this.#inbox = new PostgresInbox(database);
  }

  /** A device that we know and the hub has. */
  async make({ inHub = true, tenantId = DEFAULT_TENANT } = {}): Promise<string> {
    const deviceId = `pump-${randomBytes(4).toString('hex')}`;
    const event = anEvent({ id: deviceId, deviceId });
    await this.#inbox.accept({ tenantId, sourceId: 'queue' }, event, Buffer.from(deviceId), (told) => foldEvent(told, event));
    if (inHub) await this.putIntoHub(deviceId);
    return deviceId;
  }

  async putIntoHub(deviceId: string): Promise<void> {
    await this.#administrator.done('POST', '/devices', [{ id: deviceId, importMode: 'create', status: 'enabled', tags: TAGS, properties: { desired: DESIRED } }]);
  }

  async makeModule(deviceId: string, moduleId: string): Promise<void> {
    await this.#administrator.done('PUT', `/devices/${deviceId}/modules/${moduleId}`, { deviceId, moduleId });
  }

  /** The device reports, as over its own connection. */
  async report(deviceId: string, reported: unknown): Promise<void> {
    await this.#administrator.done('POST', `/emulator/devices/${deviceId}/reported?hub=${HUB_HOST}`, reported);
  }

  /** What the hub holds, seen past our own code. */
  async twin(deviceId: string): Promise<{ etag: string; tags?: unknown; properties: { desired: Record<string, unknown> } }> {
    return this.#administrator.done('GET', `/twins/${deviceId}`);
  }
}
