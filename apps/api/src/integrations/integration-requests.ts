import { z } from 'zod';
import { HubEdition, Secret, editionOf, type Description, type EditionParts, type HubDetails, type HubTarget } from '#core';
import { readHubTarget } from '#integrations';

const secret = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .meta({ format: 'password', writeOnly: true })
    .transform((text) => new Secret(text));

const hostName = z
  .string()
  .min(1)
  .max(254)
  .meta({ description: 'The host of the hub, such as my-hub.azure-devices.net.' })
  .transform((text) => text.toLowerCase().replace(/\.$/, ''));
const name = z.string().max(100);
const description = z.string().max(1024);
const sku = HubEdition.shape.sku.nullable().meta({ description: 'What the hub was bought as, said together with units; null: then its limits are learnt. The basic editions (B1 to B3) have no twins.' });
const units = HubEdition.shape.units.nullable();
const clientId = z.guid().nullable().default(null);
const application = { hostName, tenantId: z.guid(), clientId: z.guid() };

/** How to sign in to a hub. With Entra ID the roles "IoT Hub Registry Contributor" and "IoT Hub Twin Contributor" are needed. */
export const CredentialsRequest = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('connection-string'),
      connectionString: secret(4096),
      secondConnectionString: secret(4096)
        .optional()
        .meta({ description: 'With the other key of the same policy: then either key can be regenerated in the portal while we work.' }),
    }),
    z.strictObject({ kind: z.literal('client-secret'), ...application, clientSecret: secret(1024) }),
    z.strictObject({ kind: z.literal('certificate'), ...application, certificate: secret(32_768) }),
    z.strictObject({ kind: z.literal('workload-identity'), hostName, clientId }),
    z.strictObject({ kind: z.literal('managed-identity'), hostName, clientId }),
  ])
  .meta({
    id: 'HubCredentials',
    description:
      'How to sign in to the hub: the connection string of a shared access policy with registry read, registry write and service connect, or Entra ID. A certificate is PEM with its private key.',
  });
export type CredentialsRequest = z.infer<typeof CredentialsRequest>;

export const NewIntegrationRequest = z
  .strictObject({ name: name.default(''), description: description.default(''), sku: sku.default(null), units: units.default(null), credentials: CredentialsRequest })
  .meta({ id: 'NewIntegration' });
export type NewIntegrationRequest = z.infer<typeof NewIntegrationRequest>;

export const DescriptionPatch = z
  .strictObject({ name: name.nullable().optional(), description: description.nullable().optional(), sku: sku.optional(), units: units.optional() })
  .meta({ id: 'DescriptionPatch', description: 'A JSON merge patch (RFC 7396): null empties. What is left of sku and units must be both or none.' });
export type DescriptionPatch = z.infer<typeof DescriptionPatch>;

/** Throws InvalidRequest for half an edition. */
export const detailsOf = ({ name, description, sku, units }: NewIntegrationRequest): HubDetails => ({ name, description, edition: editionOf({ sku, units }) });

/** A switch in the address. */
export const flag = (about: string) =>
  z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: about })
    .transform((text) => text === 'true');

/** Throws InvalidConnectionString. */
export function targetOf(given: CredentialsRequest): HubTarget {
  switch (given.kind) {
    case 'connection-string':
      return readHubTarget(given.connectionString, given.secondConnectionString ?? null);
    case 'client-secret': {
      const { hostName, kind, tenantId, clientId, clientSecret } = given;
      return { hostName, credentials: { kind: 'entra-id', credential: { kind, tenantId, clientId, clientSecret } } };
    }
    case 'certificate': {
      const { hostName, kind, tenantId, clientId, certificate } = given;
      return { hostName, credentials: { kind: 'entra-id', credential: { kind, tenantId, clientId, certificate } } };
    }
    case 'workload-identity':
    case 'managed-identity': {
      const { hostName, kind, clientId } = given;
      return { hostName, credentials: { kind: 'entra-id', credential: { kind, clientId } } };
    }
  }
}

export const changesOf = (patch: DescriptionPatch): Partial<Description & EditionParts> => ({
  ...(patch.name !== undefined && { name: patch.name ?? '' }),
  ...(patch.description !== undefined && { description: patch.description ?? '' }),
  ...(patch.sku !== undefined && { sku: patch.sku }),
  ...(patch.units !== undefined && { units: patch.units }),
});
