import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { expect } from '@jest/globals';

import { Secret, type DeviceHub, type DeviceKeys } from '#core';

/** A hub to try, and what the suite has to know of it beside the port. */
export interface HubUnderTest {
  hub: DeviceHub;
  /** The same hub, opened with credentials that it refuses. */
  lockedOut: DeviceHub;
  /** Puts an enabled device there that signs in by this certificate, as somebody else would. */
  plantCertificateDevice(deviceId: string, thumbprint: string): Promise<void>;
  /** What the hub holds beside what the port shows: the tag `lockstep` and the thumbprint, each null when there is none. */
  inspect(deviceId: string): Promise<{ tag: unknown; thumbprint: string | null }>;
  stop(): Promise<void>;
}

export type Status = 'enabled' | 'disabled';
export const TAG = { managed: true, keyNumber: 3, source: 'lockstep' };
export const THUMBPRINT = '0123456789ABCDEF0123456789ABCDEF01234567';
const PAUSE_MS = 500;

/** One run of the suite against one hub. Its devices are named for this run alone, and removed at the end. */
export class Trial {
  readonly #run = randomBytes(4).toString('hex');
  readonly #used = new Set<string>();
  #tried: HubUnderTest | null = null;

  constructor(private readonly start: () => Promise<HubUnderTest>) {}

  get tried(): HubUnderTest {
    if (!this.#tried) throw new Error('The hub under test has not started.');
    return this.#tried;
  }

  get hub(): DeviceHub {
    return this.tried.hub;
  }

  async begin(): Promise<void> {
    this.#tried = await this.start();
  }

  async end(): Promise<void> {
    for (const deviceId of this.#used) {
      const seen = await this.hub.look(deviceId);
      if (seen) await this.hub.remove(deviceId, seen.etag);
    }
    await this.tried.stop();
  }

  /** A device id that nobody used before. */
  anId(suffix = ''): string {
    return this.remember(`${this.#run}-${this.#used.size}${suffix}`);
  }

  /** Has a device removed at the end. */
  remember(deviceId: string): string {
    this.#used.add(deviceId);
    return deviceId;
  }

  /** Makes a device with our tag, and waits until it is seen. */
  async made({ deviceId = this.anId(), status = 'enabled' as Status } = {}): Promise<{ deviceId: string; keys: DeviceKeys; etag: string }> {
    const keys = someKeys();
    expect(await this.hub.create({ deviceId, status, keys, ownership: TAG })).toBe('created');
    return { deviceId, keys, etag: await this.etagOf(deviceId) };
  }

  /** Has somebody else make a device, and waits until it is seen. */
  async madeWithCertificate(): Promise<{ deviceId: string; etag: string }> {
    const deviceId = this.anId();
    await this.tried.plantCertificateDevice(deviceId, THUMBPRINT);
    return { deviceId, etag: await this.etagOf(deviceId) };
  }

  /** The etag of a device that exists. A real hub may need some seconds to show what was made. */
  async etagOf(deviceId: string): Promise<string> {
    for (;;) {
      const seen = await this.hub.look(deviceId);
      if (seen) return seen.etag;
      await pause(PAUSE_MS);
    }
  }
}

export const someKeys = (): DeviceKeys => ({ primary: aKey(), secondary: aKey() });

const aKey = (): Secret => new Secret(randomBytes(32).toString('base64'));

export const inTheClear = (keys: DeviceKeys | null | undefined): unknown =>
  keys && { primary: keys.primary.reveal(), secondary: keys.secondary.reveal() };
