import { z } from 'zod';
import { InvalidRequest, Secret, type HubTarget, type IntegrationSummary, type NewReceiver, type ReceiverSummary } from '#core';
import { readHubTarget } from '#integrations';

const OMITTED = '<omitted>';
const LONGEST_DESCRIPTION = 1024;

/** Hexadecimal, as iot-manager decodes it. */
const HexSecret = z
  .string()
  .regex(/^(?:[0-9a-f]{2}){0,512}$/i, 'must be hexadecimal digits, two for each byte')
  .meta({ format: 'password', writeOnly: true, description: 'Hexadecimal. What is sent is signed with the bytes that it says; without it, it is not signed.' })
  .transform((text) => (text === '' ? null : new Secret(text)));

const ConnectionString = z
  .string()
  .min(1)
  .max(4096)
  .meta({ format: 'password', writeOnly: true })
  .transform((text) => new Secret(text));

export const MenderCredentials = z
  .object({
    type: z.enum(['sas', 'aws', 'http']),
    connection_string: ConnectionString.optional(),
    http: z.object({ url: z.string().min(1).max(2048), secret: HexSecret.optional() }).optional(),
  })
  .meta({ id: 'MenderCredentials', description: 'Of an IoT Hub (sas, with connection_string) or of a webhook (http).' });
export type MenderCredentials = z.infer<typeof MenderCredentials>;

export const MenderProvider = z.enum(['iot-hub', 'iot-core', 'webhook']);
export type MenderProvider = z.infer<typeof MenderProvider>;

export const NewMenderIntegration = z
  .object({ provider: MenderProvider, credentials: MenderCredentials, description: z.string().max(LONGEST_DESCRIPTION).default('') })
  .meta({ id: 'NewMenderIntegration', description: 'Members that are not known here, an id too, are ignored.' });
export type NewMenderIntegration = z.infer<typeof NewMenderIntegration>;

export const MenderIntegration = z
  .object({
    id: z.uuid(),
    provider: z.enum(['iot-hub', 'webhook']),
    credentials: z.object({
      type: z.enum(['sas', 'http']),
      connection_string: z.string().optional().meta({ description: 'Masked.' }),
      http: z.object({ url: z.string(), secret: z.string().optional().meta({ description: 'Masked.' }) }).optional(),
    }),
    description: z.string().optional(),
  })
  .meta({ id: 'MenderIntegration' });
export type MenderIntegration = z.infer<typeof MenderIntegration>;

/** What credentials of a type say. Throws InvalidRequest, InvalidConnectionString. */
export type ReadCredentials = { provider: 'iot-hub'; target: HubTarget } | { provider: 'webhook'; receiver: Pick<NewReceiver, 'url' | 'secret'> };

const TYPE_OF: Readonly<Record<MenderProvider, MenderCredentials['type']>> = { 'iot-hub': 'sas', 'iot-core': 'aws', webhook: 'http' };

/** Throws InvalidRequest where the credentials are not of the kind that the provider takes, and InvalidConnectionString. */
export function readCredentials(provider: MenderProvider, { type, connection_string, http }: MenderCredentials): ReadCredentials {
  if (TYPE_OF[provider] !== type) throw new InvalidRequest(`'${provider}' incompatible with credential type '${type}'`);
  if (provider === 'iot-core') throw new InvalidRequest("the provider 'iot-core' is not supported");
  if (provider === 'iot-hub') {
    if (!connection_string) throw new InvalidRequest('credentials: connection_string: cannot be blank.');
    return { provider, target: readHubTarget(connection_string) };
  }
  if (!http) throw new InvalidRequest('credentials: http: cannot be blank.');
  return { provider, receiver: { url: http.url, secret: http.secret ?? null } };
}

/** A hub as iot-manager would show it. */
export function hubBody({ id, hostName, credentials, description }: IntegrationSummary): MenderIntegration {
  const { policyName, maskedSecret } = credentials;
  // Three bytes of the key are four characters of base64: those that our own mask shows.
  const key = `${/^[A-Za-z0-9+/]{4}(?=\*)/.exec(maskedSecret ?? '')?.[0] ?? ''}...${OMITTED}`;
  const parts = [`HostName=${hostName}`, ...(policyName === null ? [] : [`SharedAccessKeyName=${policyName}`, `SharedAccessKey=${key}`])];
  return { id, provider: 'iot-hub', credentials: { type: 'sas', connection_string: parts.join(';') }, ...described(description) };
}

/** A receiver as iot-manager would show it. */
export const receiverBody = ({ id, url, isSigned, description }: ReceiverSummary): MenderIntegration => ({
  id,
  provider: 'webhook',
  credentials: { type: 'http', http: { url, ...(isSigned && { secret: OMITTED }) } },
  ...described(description),
});

const described = (description: string): { description?: string } => (description === '' ? {} : { description });
