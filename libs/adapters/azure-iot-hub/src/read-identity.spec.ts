import { describe, expect, it } from '@jest/globals';

import { readIdentity, readTwinIdentity } from './read-identity.js';

const SAS = { type: 'sas', symmetricKey: { primaryKey: 'cHJpbWFyeQ==', secondaryKey: 'c2Vjb25kYXJ5' }, x509Thumbprint: { primaryThumbprint: null, secondaryThumbprint: null } };
const aDevice = (odd: object = {}) => ({ deviceId: 'd', etag: 'MTA0', status: 'enabled', authentication: SAS, ...odd });
const aTwin = (odd: object = {}) => ({ deviceId: 'd', etag: 'AAAAAAAAAAE=', deviceEtag: 'MTA0', status: 'disabled', ...odd });

describe('an identity in the answer of the registry', () => {
  it('is read with its keys', () => {
    const identity = readIdentity(aDevice(), 'd');
    expect(identity).toMatchObject({ deviceId: 'd', etag: 'MTA0', status: 'enabled' });
    expect([identity?.keys?.primary.reveal(), identity?.keys?.secondary.reveal()]).toEqual(['cHJpbWFyeQ==', 'c2Vjb25kYXJ5']);
  });

  it.each<{ authentication: unknown }>`
    because                      | authentication
    ${'a thumbprint'}            | ${{ ...SAS, type: 'selfSigned' }}
    ${'an authority'}            | ${{ type: 'certificateAuthority', symmetricKey: { primaryKey: null, secondaryKey: null } }}
    ${'nothing'}                 | ${{ type: 'none' }}
    ${'keys we may not see'}     | ${{ type: 'sas', symmetricKey: { primaryKey: '', secondaryKey: '' } }}
    ${'keys that are not there'} | ${{ type: 'sas' }}
    ${'no authentication'}       | ${null}
  `('has no keys when the device signs in with $because', ({ authentication }) => {
    expect(readIdentity(aDevice({ authentication }), 'd')?.keys).toBeNull();
  });

  it.each([null, '', [], {}, [aDevice()], aDevice({ deviceId: null }), aDevice({ deviceId: 'D' }), aDevice({ etag: null }), aDevice({ etag: '' }), aDevice({ status: 'Enabled ' }), aDevice({ status: null })])(
    'is not read from an answer that is not the one of the device: %j',
    (body) => {
      expect(readIdentity(body, 'd')).toBeNull();
    },
  );
});

describe('an identity behind a twin', () => {
  it('has the etag of the identity, not of the twin, and no keys', () => {
    expect(readTwinIdentity(aTwin(), 'd')).toEqual({ deviceId: 'd', etag: 'MTA0', status: 'disabled', keys: null });
  });

  it.each([null, {}, aTwin({ deviceId: 'e' }), aTwin({ deviceEtag: undefined })])('is not read from anything else: %j', (body) => {
    expect(readTwinIdentity(body, 'd')).toBeNull();
  });
});
