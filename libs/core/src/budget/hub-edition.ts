import { z } from 'zod';
import { InvalidRequest } from '../refusal.js';

/** Editions of a hub that have twins, which carry the mark of what is ours. The basic editions (B1 to B3) have none. */
export const Sku = z.enum(['F1', 'S1', 'S2', 'S3']);
export type Sku = z.infer<typeof Sku>;

/** What a hub was bought as: it decides how many operations a minute it allows. */
export const HubEdition = z.object({
  sku: Sku,
  /** 1 to 200; a free hub has one. */
  units: z.int().min(1).max(200),
});
export type HubEdition = z.infer<typeof HubEdition>;

/** The parts of an edition, of which each may be missing. */
export interface EditionParts {
  sku: Sku | null;
  units: number | null;
}

/** Both parts make an edition, and none makes none. Throws InvalidRequest for one without the other, and for a free hub of many units. */
export function editionOf({ sku, units }: EditionParts): HubEdition | null {
  if (sku === null && units === null) return null;
  if (sku === null) throw flawed('sku', 'must be said with units: they make the edition together');
  if (units === null) throw flawed('units', 'must be said with sku: they make the edition together');
  if (sku === 'F1' && units > 1) throw flawed('units', 'must be 1 for F1: a free hub has one unit');
  return { sku, units };
}

const flawed = (part: keyof EditionParts, detail: string): InvalidRequest => new InvalidRequest(`${part}: ${detail}`, [{ pointer: `#/${part}`, detail }]);

/** What a hub limits separately. A bulk call uses up the registry. */
export const HubCategory = z.enum(['registry', 'twin-reads', 'twin-updates', 'queries']);
export type HubCategory = z.infer<typeof HubCategory>;

/**
 * How many operations of a category a hub allows a minute. Source: Azure IoT Hub, "IoT Hub quotas and throttling", operation
 * throttles: registry and queries a unit; twin operations a hub below S3, and a unit from S3 on.
 */
export function allowedPerMinute({ sku, units }: HubEdition, category: HubCategory): number {
  const large = sku === 'S3';
  const medium = sku === 'S2';
  switch (category) {
    case 'registry':
      return (large ? 5_000 : 100) * units;
    case 'queries':
      return (large ? 1_000 : 20) * units;
    case 'twin-reads':
      return 60 * (large ? 500 * units : medium ? Math.max(100, 10 * units) : 100);
    case 'twin-updates':
      return 60 * (large ? 250 * units : medium ? Math.max(50, 5 * units) : 50);
  }
}
