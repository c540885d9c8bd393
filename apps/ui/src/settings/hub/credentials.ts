import type { Schemas } from '../../api/client.js';

export type Credentials = Schemas['HubCredentials'];
export type Kind = Credentials['kind'];

/** Everything that any kind asks for, as it is typed. */
export interface Draft {
  kind: Kind;
  connectionString: string;
  hostName: string;
  tenantId: string;
  clientId: string;
  clientSecret: string;
  certificate: string;
}

export const EMPTY_DRAFT: Draft = { kind: 'connection-string', connectionString: '', hostName: '', tenantId: '', clientId: '', clientSecret: '', certificate: '' };

interface Field {
  name: Exclude<keyof Draft, 'kind'>;
  label: string;
  help?: string;
  secret?: boolean;
  lines?: number;
  optional?: boolean;
}

const HOST: Field = { name: 'hostName', label: 'Host name', help: 'Such as my-hub.azure-devices.net.' };
const APPLICATION: readonly Field[] = [HOST, { name: 'tenantId', label: 'Directory (tenant) id' }, { name: 'clientId', label: 'Application (client) id' }];
const ASSIGNED: readonly Field[] = [HOST, { name: 'clientId', label: 'Client id', help: 'Of a user-assigned identity. Empty for the system-assigned one.', optional: true }];

/** What each kind asks for, in this order. */
export const KINDS: Readonly<Record<Kind, { word: string; fields: readonly Field[] }>> = {
  'connection-string': {
    word: 'Connection string',
    fields: [{ name: 'connectionString', label: 'Connection string', secret: true, help: 'In the Azure portal: your IoT Hub, Shared access policies, a policy with registry read, registry write and service connect, Primary connection string.' }],
  },
  'client-secret': { word: 'Entra ID: client secret', fields: [...APPLICATION, { name: 'clientSecret', label: 'Client secret', secret: true }] },
  certificate: { word: 'Entra ID: certificate', fields: [...APPLICATION, { name: 'certificate', label: 'Certificate with its private key', help: 'PEM.', lines: 6 }] },
  'workload-identity': { word: 'Entra ID: workload identity', fields: ASSIGNED },
  'managed-identity': { word: 'Entra ID: managed identity', fields: ASSIGNED },
};

/** What is sent: only what the kind asks for. */
export function credentialsOf(draft: Draft): Credentials {
  const given = KINDS[draft.kind].fields.map(({ name, optional }) => [name, draft[name].trim() || (optional ? null : '')] as const);
  return { kind: draft.kind, ...Object.fromEntries(given) } as Credentials;
}

/** How the hub is signed in to, in words. */
export const signInWord = (kind: Schemas['Integration']['credentials']['kind']): string => (kind === 'shared-access-policy' ? 'Shared access policy' : KINDS[kind].word);
