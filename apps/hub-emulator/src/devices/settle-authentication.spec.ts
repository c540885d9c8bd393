import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../json.js';
import { Switches } from '../switches.js';
import { createDevice, updateDevice } from './change-device.js';
import { readIdentity } from './read-identity.js';

const KEY = Buffer.alloc(32, 1).toString('base64');
const OTHER = Buffer.alloc(32, 2).toString('base64');
const sas = (primaryKey = KEY, secondaryKey = OTHER): JsonObject => ({
  authentication: { type: 'sas', symmetricKey: { primaryKey, secondaryKey } },
});

const create = (body: JsonObject) => createDevice('d', readIdentity(body), 1).authentication;
const update = (body: JsonObject, switches: Partial<Switches> = {}) =>
  updateDevice(createDevice('d', readIdentity(sas()), 1), readIdentity(body), 2, Switches.parse(switches)).authentication;

describe('the authentication of a device', () => {
  it('is taken as given, whatever the case of its names', () => {
    expect(create({ Authentication: { TYPE: 'SAS', SymmetricKey: { PrimaryKey: KEY, secondarykey: OTHER } } })).toEqual({
      type: 'sas',
      primaryKey: KEY,
      secondaryKey: OTHER,
    });
  });

  it('gets 32-byte keys when none are given', () => {
    const made = create({});
    expect(made).toMatchObject({
      type: 'sas',
      primaryKey: expect.stringMatching(/^.{43}=$/),
      secondaryKey: expect.stringMatching(/^.{43}=$/),
    });
  });

  it('is self-signed when there is a thumbprint and no type', () => {
    expect(create({ authentication: { x509Thumbprint: { primaryThumbprint: 'A'.repeat(40) } } })).toEqual({
      type: 'selfSigned',
      primaryThumbprint: 'A'.repeat(40),
      secondaryThumbprint: null,
    });
  });

  it('survives an update that sends it back with empty thumbprints, as .NET clients do', () => {
    const { authentication } = sas() as { authentication: JsonObject };
    expect(update({ authentication: { ...authentication, x509Thumbprint: {} } })).toMatchObject({ primaryKey: KEY });
  });

  it('gets new keys from an update that names none, unless the switch keeps them', () => {
    expect(update({ status: 'disabled' })).not.toMatchObject({ primaryKey: KEY });
    expect(update({ status: 'disabled' }, { missingAuthenticationOnUpdate: 'keep' })).toMatchObject({ primaryKey: KEY });
  });

  it('gets new keys from an update with empty ones, unless the switch keeps them', () => {
    expect(update(sas('', ''))).not.toMatchObject({ primaryKey: KEY });
    expect(update(sas('', ''), { emptyKeysOnUpdate: 'keep' })).toMatchObject({ primaryKey: KEY, secondaryKey: OTHER });
  });

  it.each([
    ['a key that is not base64', sas('not base64!')],
    ['a key of 8 bytes', sas(Buffer.alloc(8).toString('base64'))],
    ['a thumbprint that is not hex', { authentication: { type: 'selfSigned', x509Thumbprint: { primaryThumbprint: 'xyz' } } }],
    ['an unknown type', { authentication: { type: 'password' } }],
    ['an authentication that is no object', { authentication: 'sas' }],
  ])('refuses %s', (_name, body) => {
    expect(() => create(body as JsonObject)).toThrow(expect.objectContaining({ code: 'ArgumentInvalid' }));
  });
});

describe('the writable part of an identity', () => {
  it('is reset by what an update leaves out', () => {
    expect(readIdentity({ deviceId: 'd', etag: 'ignored' })).toMatchObject({ status: 'enabled', statusReason: null, iotEdge: false });
  });

  it.each([
    ['an unknown status', { status: 'paused' }],
    ['a status reason of more than 128 characters', { statusReason: 'x'.repeat(129) }],
  ])('refuses %s', (_name, body) => {
    expect(() => readIdentity(body)).toThrow(expect.objectContaining({ code: 'ArgumentInvalid' }));
  });
});
