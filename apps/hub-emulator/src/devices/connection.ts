import { NEVER, type Instant } from '../instant.js';
import type { Switches } from '../switches.js';
import type { Activity, Device, Module } from './device.js';

/** A device on HTTPS has no connection to keep; it counts as connected this long after each request. */
const CONNECTED_FOR: Instant = 120 * 1_000_000;

export interface Connection {
  readonly state: 'Connected' | 'Disconnected';
  readonly changedAt: Instant;
}

/** Whether the device counts as connected at this moment, and since when. A disabled device is cut off. */
export function connectionOf(device: Device | Module, now: Instant, switches: Pick<Switches, 'httpsDevicesConnect'>): Connection {
  const activity = device.activity;
  if (!activity || !switches.httpsDevicesConnect) return { state: 'Disconnected', changedAt: NEVER };
  const lapsesAt = activity.lastAt + CONNECTED_FOR;
  if (device.status === 'disabled') {
    return { state: 'Disconnected', changedAt: Math.max(activity.connectedAt, Math.min(lapsesAt, device.statusUpdatedAt)) };
  }
  return now < lapsesAt ? { state: 'Connected', changedAt: activity.connectedAt } : { state: 'Disconnected', changedAt: lapsesAt };
}

/** What the device did, with one more request at this moment that brought so many messages. */
export function nextActivity(device: Device, at: Instant, messages: number): Activity {
  const before = device.activity;
  const stillConnected = before !== undefined && at < before.lastAt + CONNECTED_FOR && device.statusUpdatedAt <= before.lastAt;
  return {
    messages: (before?.messages ?? 0) + messages,
    lastAt: at,
    connectedAt: stillConnected ? before.connectedAt : at,
  };
}
