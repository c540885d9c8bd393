/** Every queue that we read, with how its worker runs. A job carries a name and no story. */
export const QUEUES = {
  /** Events in, from any BullMQ producer. */
  deviceEvents: 'device-events',
  /** Rings: the data is `{ tenantId, deviceId }`. */
  reconcileDevice: 'reconcile-device',
} as const;

export type QueueName = (typeof QUEUES)[keyof typeof QUEUES];

/** BullMQ fails a job after so many deaths of its worker. A death says nothing about the job, so it is never reached. */
export const MAX_DEATHS = 1_000_000;
