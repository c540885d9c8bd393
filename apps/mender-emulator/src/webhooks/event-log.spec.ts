import { describe, expect, it } from '@jest/globals';
import { deliveryStatusOf, EventLog, type Delivery } from './event-log.js';
import type { WebhookEvent } from './device-event.js';

const anEvent = (id: string): WebhookEvent => ({
  id, type: 'device-decommissioned', data: { id: 'device-1' }, time: '2026-01-02T00:00:00Z',
});

const aDelivery = (odd: Partial<Delivery> = {}): Delivery => ({
  integrationId: 'integration-1', outcome: 'delivered', statusCode: 202, at: '2026-01-02T00:00:00Z', ms: 3, ...odd,
});

const statusOf = (...deliveries: Delivery[]) => deliveryStatusOf({ event: anEvent('event-1'), deliveries });

describe('the list of events', () => {
  it('shows the newest first and forgets the oldest', () => {
    const log = new EventLog(2);
    for (const id of ['1', '2', '3']) log.record(anEvent(id), aDelivery());
    expect(log.newestFirst().map(({ event }) => event.id)).toEqual(['3', '2']);
  });

  it('tells success with the status code', () => {
    expect(statusOf(aDelivery())).toEqual({ integration_id: 'integration-1', success: true, status_code: 202 });
  });

  it('tells why an event was refused', () => {
    const refused = aDelivery({ outcome: 'refused', statusCode: 503, error: 'client: unexpected status code from API: 503' });
    expect(statusOf(refused)).toEqual({
      integration_id: 'integration-1', success: false, status_code: 503, error: 'client: unexpected status code from API: 503',
    });
  });

  it('hides an event that timed out, as Mender does', () => {
    expect(statusOf(aDelivery({ outcome: 'timed-out', statusCode: undefined }))).toBeUndefined();
  });

  it('calls an event delivered once one attempt succeeded', () => {
    expect(statusOf(aDelivery(), aDelivery({ outcome: 'failed', error: 'refused' }))?.success).toBe(true);
  });
});
