import { z } from 'zod';
import { GroupName, type RotationCounts } from '#core';

export const KeyRotationResponse = z
  .object({
    deviceId: z.string(),
    rotation: z.enum(['asked', 'under-way']).meta({ description: '`under-way`: it was asked for before, and the device has not reported its new key yet.' }),
  })
  .meta({ id: 'KeyRotation' });

export const KeyRotationsRequest = z
  .strictObject({
    group: GroupName.optional().meta({ description: 'The devices of this group.' }),
    all: z.literal(true).optional().meta({ description: 'Every device of the tenant.' }),
    dryRun: z.boolean().default(false).meta({ description: 'Only count.' }),
  })
  .refine(({ group, all }) => (group === undefined) !== (all === undefined), { message: 'name either a group, or all', path: ['group'] })
  .meta({ id: 'KeyRotationsRequest' });
export type KeyRotationsRequest = z.infer<typeof KeyRotationsRequest>;

export const KeyRotationsResponse = z
  .object({
    dryRun: z.boolean(),
    toRotate: z.int().meta({ description: 'Devices that get another key by this request, or would.' }),
    underWay: z.int().meta({ description: 'Devices that were about to get one before.' }),
    without: z.int().meta({ description: 'Devices without a key: not in the hub, or signing in with a certificate.' }),
  })
  .meta({ id: 'KeyRotations' });

export const keyRotationsResponse = (counts: RotationCounts, dryRun: boolean): z.infer<typeof KeyRotationsResponse> => ({
  dryRun,
  toRotate: counts.toRotate,
  underWay: counts.underWay,
  without: counts.without,
});
