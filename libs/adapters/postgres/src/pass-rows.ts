import type { Claim, DeviceKey, Intent, Outcome, Settlement, StoryLine } from '#core';
import { hubColumns } from './device-row.js';
import type { Sealing } from './sealing.js';
import { storableText } from './storable-text.js';

export type Held = Pick<Claim, 'key' | 'fence'>;

/** A step that is about to be taken, as the statement BEGAN takes it. */
export const beganRow = ({ key, fence }: Held, story: readonly StoryLine[], intent: Intent) => ({
  ...nameColumns(key),
  fence: String(fence),
  intent,
  story: story.map(storableLine),
});

/** A pass that is over, as the statement SETTLE takes it. What is not named is null. */
export const settledRow = ({ key, fence, generation }: Claim, { record, story, outcome }: Settlement, sealing: Sealing) => ({
  ...nameColumns(key),
  fence: String(fence),
  generation: String(generation),
  fleet_status: record.fleetStatus,
  ...hubColumns(record.hub, record.key, sealing),
  look_first: record.lookFirst,
  last_key_number: record.lastKeyNumber,
  delivered_key: record.delivery.delivered,
  delivered_at: record.delivery.deliveredAt,
  confirmed_key: record.delivery.confirmed,
  intent: record.intent,
  attempts: record.attempts,
  not_before: record.notBefore,
  ...outcomeColumns(outcome, record.attempts),
  story: story.map(storableLine),
});

const nameColumns = ({ tenantId, deviceId }: DeviceKey) => ({ tenant_id: tenantId, device_id: deviceId });

const storableLine = (line: StoryLine): StoryLine => ({ ...line, detail: line.detail && storableText(line.detail) });

/** `wake_after_ms` is the time to the next wake-up; without it there is none. Before `retry_after_ms` a device that failed is not tried again for a ring alone. */
function outcomeColumns(outcome: Outcome, attempts: number) {
  const { reason } = outcome;
  switch (outcome.kind) {
    case 'in-sync':
      return { sync: 'in-sync', reason };
    case 'changed':
      return { sync: 'waiting', reason, wake_after_ms: 0 };
    case 'wait':
      return {
        sync: attempts > 0 ? 'failing' : 'waiting',
        reason,
        detail: outcome.detail && storableText(outcome.detail),
        wake_after_ms: outcome.afterMs,
        ...(outcome.backsOff && { retry_after_ms: outcome.afterMs }),
      };
    case 'dead':
      return { sync: 'dead', reason, detail: storableText(outcome.detail) };
  }
}
