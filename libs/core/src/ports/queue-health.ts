/** Whether the queues can be reached. */
export abstract class QueueHealth {
  /** True when the queue answers now. Never throws. Takes a few seconds at most. */
  abstract answers(): Promise<boolean>;
}
