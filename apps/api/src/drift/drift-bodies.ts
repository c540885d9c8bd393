import { z } from 'zod';
import { DRIFT_CLASSES, DeviceId, type Selection } from '#core';
import { PageQuery } from '../http/pages.js';

export const DriftClassName = z.enum(DRIFT_CLASSES);

const dryRun = z.boolean().default(false).meta({ description: 'True to find out and change nothing.' });

export const RunRequest = z.strictObject({ dryRun }).meta({ id: 'DriftRunRequest' });
export type RunRequest = z.infer<typeof RunRequest>;

export const ApplyRequest = z
  .strictObject({
    class: DriftClassName.optional().meta({ description: 'Only findings of this class. Without it and without devices: all but those that were in the fleet before.' }),
    deviceIds: z.array(DeviceId).min(1).max(10_000).optional().meta({ description: 'Only findings of these devices.' }),
  })
  .meta({ id: 'DriftApplyRequest' });
export type ApplyRequest = z.infer<typeof ApplyRequest>;

export const selectionOf = ({ class: kind, deviceIds }: ApplyRequest): Selection => ({ classes: kind ? [kind] : null, deviceIds: deviceIds ?? null });

const filter = {
  class: DriftClassName.optional().meta({ description: 'Only findings of this class.' }),
  state: z.enum(['open', 'told', 'closed']).optional().meta({ description: 'Only findings in this state. Without it, those that are not closed.' }),
};

export const FindingQuery = PageQuery.extend(filter);
export type FindingQuery = z.infer<typeof FindingQuery>;

export const ExportQuery = z.object({ ...filter, format: z.enum(['ndjson', 'csv']).default('ndjson').meta({ description: 'JSON, one finding a line, or a table with a line of names.' }) });
export type ExportQuery = z.infer<typeof ExportQuery>;

export const RunQuery = z.object({ limit: z.coerce.number().int().min(1).max(100).default(20).meta({ description: 'How many at most.' }) });
export type RunQuery = z.infer<typeof RunQuery>;
