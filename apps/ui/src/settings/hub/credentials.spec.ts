import { describe, expect, it } from '@jest/globals';
import { credentialsOf, EMPTY_DRAFT } from './credentials.js';

const typed = { ...EMPTY_DRAFT, connectionString: ' HostName=h;… ', hostName: 'my-hub.azure-devices.net', tenantId: 't', clientId: 'c', clientSecret: 's' };

describe('the credentials that are sent', () => {
  it('are those of the kind that was chosen and nothing else that was typed', () => {
    expect(credentialsOf(typed)).toEqual({ kind: 'connection-string', connectionString: 'HostName=h;…' });
    expect(credentialsOf({ ...typed, kind: 'client-secret' })).toEqual({ kind: 'client-secret', hostName: 'my-hub.azure-devices.net', tenantId: 't', clientId: 'c', clientSecret: 's' });
  });

  it('name no client where none was given', () => {
    expect(credentialsOf({ ...typed, kind: 'managed-identity', clientId: ' ' })).toEqual({ kind: 'managed-identity', hostName: 'my-hub.azure-devices.net', clientId: null });
  });
});
