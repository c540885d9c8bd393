import { randomUUID } from 'node:crypto';
import type { Device } from '../model.js';
import type { Admission } from './admission.js';
import { fakeAuthSet } from './fake-identity.js';
import type { Fleet } from './fleet.js';

export interface Preauthorization {
  readonly identityData: Readonly<Record<string, unknown>>;
  readonly pubkey: string;
  /** Adds the key to a device that exists already, instead of refusing. */
  readonly force: boolean;
}

export type Preauthorized =
  | { readonly kind: 'made'; readonly deviceId: string }
  | { readonly kind: 'exists'; readonly device: Device };

/** Promises a device that it will be let in. Source: Mender deviceauth, POST devices. */
export function preauthorizeDevice(fleet: Fleet, admission: Admission, asked: Preauthorization): Preauthorized {
  const now = new Date().toISOString();
  const authSet = fakeAuthSet('preauthorized', now, asked.pubkey);
  const existing = fleet.findByIdentity(asked.identityData);

  if (existing && !asked.force) return { kind: 'exists', device: existing };
  if (existing) {
    admission.addAuthSet(existing.id, authSet, { quietly: true });
    return { kind: 'made', deviceId: existing.id };
  }

  const device = admission.add(
    {
      id: randomUUID(), identityData: asked.identityData, status: 'preauthorized', authSets: [authSet],
      createdTs: now, updatedTs: now, decommissioning: false, provisioned: false, revision: 0,
    },
    { announce: true },
  );
  return { kind: 'made', deviceId: device.id };
}
