import { z } from 'zod';
import { Secret, type EventSourceSummary } from '#core';

const kind = z.enum(['mender', 'standard-webhooks']);
const DAY_S = 24 * 60 * 60;

export const NewEventSourceRequest = z
  .strictObject({
    kind,
    secret: z
      .string()
      .max(1024)
      .meta({ format: 'password', writeOnly: true, description: 'Made here when none is given. Mender: at least 32 hexadecimal digits. Standard Webhooks: whsec_ and base64 of at least 16 bytes.' })
      .transform((text) => new Secret(text))
      .optional(),
  })
  .meta({ id: 'NewEventSource' });
export type NewEventSourceRequest = z.infer<typeof NewEventSourceRequest>;

export const RotationRequest = z
  .strictObject({
    overlapSeconds: z.int().min(0).max(7 * DAY_S).default(DAY_S).meta({ description: 'How long the old secret stays valid; 0 ends it within a second.' }),
  })
  .meta({ id: 'Rotation' });
export type RotationRequest = z.infer<typeof RotationRequest>;

export const EventSourceResponse = z
  .object({
    id: z.uuid(),
    kind,
    address: z.string().meta({ description: 'Where webhooks are sent, relative to the API.' }),
    createdAt: z.iso.datetime(),
    previousSecretUntil: z.iso.datetime().nullable().meta({ description: 'Until then the secret before the last rotation is valid too.' }),
  })
  .meta({ id: 'EventSource' });

export const EventSourceList = z.object({ items: z.array(EventSourceResponse) }).meta({ id: 'EventSourceList' });

export const EventSourceWithSecret = z
  .object({ ...EventSourceResponse.shape, secret: z.string().meta({ description: 'Shown this once. Put it into the sender now.' }) })
  .meta({ id: 'EventSourceWithSecret' });

export const eventSourceResponse = ({ id, kind, createdAt, previousUntil }: EventSourceSummary): z.infer<typeof EventSourceResponse> => ({
  id,
  kind,
  address: `/webhooks/${id}`,
  createdAt: createdAt.toISOString(),
  previousSecretUntil: previousUntil?.toISOString() ?? null,
});

export const withSecret = (source: EventSourceSummary, secret: Secret): z.infer<typeof EventSourceWithSecret> => ({
  ...eventSourceResponse(source),
  secret: secret.reveal(),
});
