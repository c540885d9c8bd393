import type { Instant } from '../instant.js';

const TICKS_AT_1970 = 621_355_968_000_000_000n;

/**
 * The `generationId` of a device: when it was created, in .NET ticks (100 ns since the year 1).
 * Source: recorded sessions of azure-sdk-for-net, in which it equals the time of the create.
 */
export function generationOf({ createdAt }: { readonly createdAt: Instant }): string {
  return String(TICKS_AT_1970 + BigInt(createdAt) * 10n);
}
