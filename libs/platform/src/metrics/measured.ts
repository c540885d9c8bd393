import type { Devices, Inbox } from '#core';
import { MeasuredDevices } from './measured-devices.js';
import { MeasuredInbox } from './measured-inbox.js';
import type { CallResult, Metrics } from './metrics.js';

/** Puts a measured port in the place of each that is worth it. */
export const measured = (metrics: Metrics) => ({
  inbox: (inbox: Inbox): Inbox => new MeasuredInbox(inbox, metrics),
  devices: (devices: Devices): Devices => new MeasuredDevices(devices, metrics),
});

/** One call that went out, once it is over. */
export interface CallEnd {
  operation: string;
  /** Null when there was no answer. */
  status: number | null;
  ms: number;
}

export const onHubCall = (metrics: Metrics) => ({ operation, status, ms }: CallEnd): void => metrics.hubCalls.observe({ operation, result: resultOf(status) }, ms / 1_000);

export const onFleetCall = (metrics: Metrics) => ({ operation, status, ms }: CallEnd): void => metrics.fleetCalls.observe({ operation, result: resultOf(status) }, ms / 1_000);

/** What is not there is an answer like any other, and so is a device that changed underneath. */
function resultOf(status: number | null): CallResult {
  if (status === null) return 'no-answer';
  if (status === 429) return 'throttled';
  return status < 400 || status === 404 || status === 412 ? 'ok' : 'refused';
}
