import { createHash, randomUUID } from 'node:crypto';
import { MENDER_SERVER, readMenderWebhook, type Clock, type FleetStatus, type MenderEventType } from '#core';
import type { AcceptEvent } from '#lifecycle';

/** A device as Mender's server tells of it. Source: Mender, iot-manager, OpenAPI of the internal API, schema DeviceEvent. */
export interface ToldDevice {
  id: string;
  status?: FleetStatus | undefined;
  auth_sets?: unknown;
  created_ts?: unknown;
  /** Mender's count of changes to the device, which iot-manager itself takes no notice of. */
  revision?: unknown;
}

/** Hands on what Mender's server tells, in the wording of its webhooks: so it goes the way of every other event. */
export class TellDevices {
  constructor(
    private readonly acceptEvent: AcceptEvent,
    private readonly clock: Clock,
  ) {}

  /** It is kept once this returns. Throws StoreIsAway. */
  async run(tenantId: string, type: MenderEventType, { id: deviceId, revision: given, ...told }: ToldDevice): Promise<void> {
    const revision = typeof given === 'number' && Number.isSafeInteger(given) && given >= 0 ? given : undefined;
    const data = { id: deviceId, ...told, revision };
    const id = revision === undefined ? randomUUID() : idOf([tenantId, type, deviceId, told.status ?? '', String(revision)]);
    const raw = Buffer.from(JSON.stringify({ id, type, data, time: this.clock.now().toISOString() }));
    await this.acceptEvent.run({ origin: { tenantId, sourceId: MENDER_SERVER }, read: readMenderWebhook(raw), raw });
  }
}

/** A UUID of version 8 (RFC 9562): the same for the same change, so that a repeat of Mender's workflows is one. Where no revision tells two changes apart, each is a new one. */
function idOf(parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
