import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Secret } from '#core';
import type { Database } from './database.js';
import type { SealedPlace, Sealing } from './sealing.js';

const SEED_BYTES = 32;

/** The seed of each tenant, from which its device keys are made. Made with the tenant and never changed: a new one would change every key. */
export class TenantSeeds {
  readonly #opened = new Map<string, Secret<KeyObject>>();

  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
  ) {}

  /** Makes the tenant if it is not there yet. Two that make it at once end with one seed. */
  async ensure(tenantId: string): Promise<void> {
    const seed = new Secret(randomBytes(SEED_BYTES).toString('base64'));
    const deviceKeySeed = new Uint8Array(this.sealing.seal(seed, seedPlace(tenantId)));
    await this.database.with((prisma) => prisma.tenant.createMany({ data: { id: tenantId, deviceKeySeed }, skipDuplicates: true }));
  }

  /** The seed of a tenant; the tenant is made when it is not there yet. */
  async of(tenantId: string): Promise<Secret<KeyObject>> {
    const known = this.#opened.get(tenantId);
    if (known) return known;

    await this.ensure(tenantId);
    const row = await this.database.with((prisma) => prisma.tenant.findUniqueOrThrow({ where: { id: tenantId } }));
    // As a key object, because signing with plain bytes costs four times as much.
    const seed = new Secret(createSecretKey(this.sealing.open(row.deviceKeySeed, seedPlace(tenantId)).reveal(), 'base64'));
    this.#opened.set(tenantId, seed);
    return seed;
  }
}

export const seedPlace = (tenantId: string): SealedPlace => ({ tenantId, table: 'tenant', column: 'device_key_seed', row: tenantId });
