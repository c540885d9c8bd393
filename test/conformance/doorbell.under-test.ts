import { randomUUID } from 'node:crypto';
import type { DeviceKey, Doorbell } from '#core';
import { aKey } from '../support/builders.js';

/** A doorbell to try, and the workers at its other end. */
export interface DoorbellUnderTest {
  bell: Doorbell;
  /** The same bell, as another process has it. */
  elsewhere: Doorbell;
  /** A worker answers rings so until it is stopped. */
  listen(answer: (key: DeviceKey) => Promise<void>): Promise<{ stop(): Promise<void> }>;
  stop(): Promise<void>;
}

export const aFreshDevice = (): DeviceKey => aKey(`device-${randomUUID()}`);

/** A gate that a test opens; whoever waits at it goes on then. */
export function aGate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((done) => (open = done));
  return { opened, open };
}
