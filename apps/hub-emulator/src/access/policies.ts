import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** What a shared access policy may allow. Source: Azure IoT Hub, "Control access with shared access signatures". */
export type Right = 'RegistryRead' | 'RegistryWrite' | 'ServiceConnect' | 'DeviceConnect';

/** The policies that every hub is born with, and their rights. */
export const BUILT_IN_POLICIES: Readonly<Record<string, readonly Right[]>> = {
  iothubowner: ['RegistryRead', 'RegistryWrite', 'ServiceConnect', 'DeviceConnect'],
  service: ['ServiceConnect'],
  device: ['DeviceConnect'],
  registryRead: ['RegistryRead'],
  registryReadWrite: ['RegistryRead', 'RegistryWrite'],
};

export const PolicyKeys = z.object({ primaryKey: z.string().min(1), secondaryKey: z.string().min(1) });

/** The keys of a hub's policies by policy name, as they are kept in the data folder. */
export const PolicyFile = z.record(z.string(), PolicyKeys);
export type PolicyFile = z.infer<typeof PolicyFile>;

export interface Policy {
  readonly name: string;
  readonly rights: ReadonlySet<Right>;
  readonly primaryKey: string;
  readonly secondaryKey: string;
}

/** New random keys (32 bytes, base64) for the built-in policies; those already known are kept. */
export function makePolicyKeys(known: PolicyFile = {}): PolicyFile {
  const fresh = () => randomBytes(32).toString('base64');
  return Object.fromEntries(
    Object.keys(BUILT_IN_POLICIES).map((name) => [name, known[name] ?? { primaryKey: fresh(), secondaryKey: fresh() }]),
  );
}

export function policiesOf(keys: PolicyFile): ReadonlyMap<string, Policy> {
  return new Map(
    Object.entries(BUILT_IN_POLICIES).flatMap(([name, rights]) => {
      const own = keys[name];
      return own ? [[name, { name, rights: new Set(rights), ...own }] as const] : [];
    }),
  );
}

/** Puts a new random key into one place of a policy, or lets both change places; the other key stays. Source: the portal's "Regenerate" and "Swap". */
export function regenerateKey({ primaryKey, secondaryKey, ...policy }: Policy, which: 'primary' | 'secondary' | 'swap'): Policy {
  const fresh = () => randomBytes(32).toString('base64');
  if (which === 'swap') return { ...policy, primaryKey: secondaryKey, secondaryKey: primaryKey };
  return { ...policy, primaryKey: which === 'primary' ? fresh() : primaryKey, secondaryKey: which === 'secondary' ? fresh() : secondaryKey };
}

/** The keys of policies as they are kept. */
export const keysOf = (policies: ReadonlyMap<string, Policy>): PolicyFile =>
  Object.fromEntries([...policies.values()].map(({ name, primaryKey, secondaryKey }) => [name, { primaryKey, secondaryKey }]));
