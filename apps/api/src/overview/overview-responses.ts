import { z } from 'zod';
import { FleetStatus, REASONS, type FleetCount, type PastCount } from '#core';
import { HubStatus, Sync } from '../devices/device-responses.js';

const moment = z.iso.datetime();
const bySync = z.object({ 'in-sync': z.int(), waiting: z.int(), failing: z.int(), dead: z.int() }).meta({ description: 'Devices by the state that they are in.' });
const byStatus = z.record(FleetStatus, z.int()).meta({ description: 'Devices by their status in the fleet.' });

export const OverviewResponse = z
  .object({
    at: moment.meta({ description: 'When it was counted, at most some seconds ago.' }),
    devices: z.int(),
    sync: bySync,
    status: byStatus,
    hubStatus: z.record(HubStatus, z.int()).meta({ description: 'Devices by their status in the hub, as far as we know.' }),
    reasons: z
      .array(z.object({ reason: z.string().nullable(), why: z.string().nullable().meta({ description: 'The reason as a sentence.' }), sync: Sync, devices: z.int() }))
      .meta({ description: 'Why devices are in the state that they are in, the most frequent first. Without a reason are those that no pass has seen.' }),
  })
  .meta({ id: 'Overview' });

export const OverviewHistory = z
  .object({
    span: z.enum(['minute', 'hour']).meta({ description: 'How far the items are apart. Where one is missing, nobody counted.' }),
    items: z.array(z.object({ at: moment, devices: z.int(), sync: bySync, status: byStatus })),
  })
  .meta({ id: 'OverviewHistory' });

export const overviewResponse = ({ at, devices, sync, status, hubStatus, reasons }: FleetCount): z.infer<typeof OverviewResponse> => ({
  at: at.toISOString(),
  devices,
  sync: { ...sync },
  status: { ...status },
  hubStatus: { ...hubStatus },
  reasons: reasons.map(({ reason, sync: state, devices: many }) => ({ reason, why: reason && REASONS[reason], sync: state, devices: many })),
});

export const pastCountResponse = ({ at, devices, sync, status }: PastCount): z.infer<typeof OverviewHistory>['items'][number] => ({ at: at.toISOString(), devices, sync: { ...sync }, status: { ...status } });
