import { describe, expect, it } from '@jest/globals';
import { Secret, type DeviceKeys, type DeviceRecord, type HubIdentity } from '#core';
import { aPresentRecord, aRecord } from '../../../test/support/builders.js';
import { recognise } from './recognise.js';

const keys = (primary: string): DeviceKeys => ({ primary: new Secret(primary), secondary: new Secret(`${primary}-2`) });
const shown = (primary: string | null): HubIdentity => ({ deviceId: 'pump-7', status: 'disabled', etag: 'Mg==', keys: primary === null ? null : keys(primary) });
const rotating = (primary: string, secondary: string): HubIdentity => ({ ...shown(primary), keys: { primary: new Secret(primary), secondary: new Secret(secondary) } });
const known = [
  { number: 1, keys: keys('first') },
  { number: 2, keys: keys('second') },
];
const derived = aRecord();
const adopted = (primary: string | null): DeviceRecord =>
  aRecord({ hub: aPresentRecord({ keyNumber: 5, keys: { adopted: primary === null ? null : new Secret(primary) } }) });

interface Row {
  because: string;
  identity: HubIdentity;
  record: DeviceRecord;
  number: number | null;
  next?: number;
}

describe('an identity in the hub', () => {
  it.each<Row>([
    { because: 'it carries a key that we made', identity: shown('second'), record: derived, number: 2 },
    { because: 'it carries the key of a create that we only began', identity: shown('second'), record: aRecord({ hub: { kind: 'unseen' } }), number: 2 },
    { because: 'it carries the next key beside the one that we made', identity: rotating('first', 'second'), record: derived, number: 1, next: 2 },
    { because: 'it carries a key of ours beside the one that we adopted', identity: rotating('theirs', 'second'), record: adopted('theirs'), number: 5, next: 2 },
    { because: 'it carries a key of ours beside one that we never saw', identity: rotating('other', 'second'), record: derived, number: null },
    { because: 'it carries the key that we adopted', identity: shown('theirs'), record: adopted('theirs'), number: 5 },
    { because: 'it signs in with the certificate that we adopted it with', identity: shown(null), record: adopted(null), number: 5 },
    { because: 'it carries another key than the one we adopted', identity: shown('other'), record: adopted('theirs'), number: null },
    { because: 'it carries a key that we never saw', identity: shown('other'), record: derived, number: null },
    { because: 'it has a certificate where we had a key', identity: shown(null), record: derived, number: null },
    { because: 'it has a certificate where we adopted a key', identity: shown(null), record: adopted('theirs'), number: null },
    { because: 'it has a key where we adopted a certificate', identity: shown('other'), record: adopted(null), number: null },
    { because: 'it carries a key that we gave back to it', identity: shown('first'), record: adopted('theirs'), number: 1 },
  ])('is number $number to us, because $because', ({ identity, record, number, next = null }) => {
    const found = recognise(identity, record, known);
    expect(found?.keyNumber ?? null).toBe(number);
    if (found) expect(found).toMatchObject({ status: 'disabled', etag: 'Mg==', nextKey: next });
  });
});
