import { z } from 'zod';
import { ReasonCode } from '../devices/device-responses.js';
import { HUB_RIGHTS, HubEdition, REASONS, isComplete, type ConnectionTrouble, type HubTest, type IntegrationSummary, type Trouble } from '#core';

export const TroubleResponse = z
  .object({
    reason: ReasonCode,
    sentence: z.string(),
    detail: z.string(),
  })
  .meta({ id: 'Trouble', description: 'What is the matter, named as it would be for a device.' });

export const ConnectionTroubleResponse = TroubleResponse.extend({ since: z.iso.datetime() })
  .meta({ id: 'ConnectionTrouble', description: 'What keeps every device from going on, since when. It is tried every few seconds whether it is over.' });

export const IntegrationResponse = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    hostName: z.string(),
    credentials: z.object({
      kind: z.enum(['shared-access-policy', 'client-secret', 'certificate', 'workload-identity', 'managed-identity']),
      policyName: z.string().nullable(),
      tenantId: z.string().nullable(),
      clientId: z.string().nullable(),
      maskedSecret: z.string().nullable().meta({ description: 'The first characters of the secret and a cover, or null where there is none to tell apart.' }),
    }),
    sku: HubEdition.shape.sku.nullable().meta({ description: 'What the hub was bought as; null where nobody said: then its limits are learnt.' }),
    units: HubEdition.shape.units.nullable(),
    paused: z.boolean(),
    trouble: ConnectionTroubleResponse.nullable().meta({ description: 'Null while all is well, as far as we know.' }),
    version: z.int().meta({ description: 'Rises with every change; the ETag is made of it.' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Integration' });
export type IntegrationResponse = z.infer<typeof IntegrationResponse>;

export const IntegrationList = z.object({ items: z.array(IntegrationResponse) }).meta({ id: 'IntegrationList' });

export function integrationResponse(integration: IntegrationSummary): IntegrationResponse {
  const { id, name, description, hostName, edition, paused, trouble, revision: version } = integration;
  const { sku, units } = edition ?? { sku: null, units: null };
  const { kind, policyName, tenantId, clientId, maskedSecret } = integration.credentials;
  const credentials = { kind, policyName, tenantId, clientId, maskedSecret };
  const [createdAt, updatedAt] = [integration.createdAt.toISOString(), integration.updatedAt.toISOString()];
  return { id, name, description, hostName, credentials, sku, units, paused, trouble: connectionTroubleResponse(trouble), version, createdAt, updatedAt };
}

const right = z.enum(['granted', 'missing', 'unknown']);

export const HubTestResponse = z
  .object({ ok: z.boolean(), rights: z.object({ registryRead: right, registryWrite: right, serviceConnect: right }), missing: z.array(z.enum(HUB_RIGHTS)), trouble: TroubleResponse.nullable() })
  .meta({ id: 'HubTest' });

export const troubleResponse = (trouble: Trouble | null): z.infer<typeof TroubleResponse> | null =>
  trouble && { reason: trouble.reason, sentence: REASONS[trouble.reason], detail: trouble.detail };

export const connectionTroubleResponse = (trouble: ConnectionTrouble | null): z.infer<typeof ConnectionTroubleResponse> | null =>
  trouble && { reason: trouble.reason, sentence: REASONS[trouble.reason], detail: trouble.detail, since: trouble.since.toISOString() };

export const hubTestResponse = (test: HubTest): z.infer<typeof HubTestResponse> => ({
  ok: isComplete(test),
  rights: { registryRead: test.rights.registryRead, registryWrite: test.rights.registryWrite, serviceConnect: test.rights.serviceConnect },
  missing: HUB_RIGHTS.filter((right) => test.rights[right] === 'missing'),
  trouble: troubleResponse(test.trouble),
});
