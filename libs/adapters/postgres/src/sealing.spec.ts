import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { KeyMissing, Secret } from '#core';
import { Sealing, type MasterKey, type SealedPlace } from './sealing.js';

const PLACE: SealedPlace = { tenantId: 'default', table: 'integration', column: 'sealed_secret', row: 'row-1' };
const PLAIN = 'SharedAccessKey=ünïcode+/==';
const NONCE_BYTES = 12;

const aKey = (id: string): MasterKey => ({ id, key: new Secret<Uint8Array>(randomBytes(32)) });

describe('sealing', () => {
  const key = aKey('k1');
  const sealing = new Sealing([key]);
  const nonceOf = (envelope: Buffer): string => envelope.subarray(2 + key.id.length, 2 + key.id.length + NONCE_BYTES).toString('hex');

  it.each([
    ['a text', PLAIN],
    ['nothing', ''],
    ['a long text', 'x'.repeat(100_000)],
  ])('opens %s that it sealed', (_, plain) => {
    expect(sealing.open(sealing.seal(new Secret(plain), PLACE), PLACE).reveal()).toBe(plain);
  });

  it('opens an envelope that is a window into larger memory, as a driver hands it out', () => {
    const envelope = sealing.seal(new Secret(PLAIN), PLACE);
    const larger = new Uint8Array(envelope.length + 40);
    larger.set(envelope, 16);
    expect(sealing.open(larger.subarray(16, 16 + envelope.length), PLACE).reveal()).toBe(PLAIN);
  });

  it('leaves nothing of the secret to be read', () => {
    expect(sealing.seal(new Secret(PLAIN), PLACE).includes(Buffer.from('SharedAccessKey'))).toBe(false);
  });

  it.each([
    ['tenant', { tenantId: 'other' }],
    ['table', { table: 'fleet_connection' }],
    ['column', { column: 'sealed_previous' }],
    ['row', { row: 'row-2' }],
  ])('does not open in another %s', (_, odd) => {
    const envelope = sealing.seal(new Secret(PLAIN), PLACE);
    expect(() => sealing.open(envelope, { ...PLACE, ...odd })).toThrow('does not open');
  });

  it('does not mistake a boundary between the parts of a place', () => {
    const envelope = sealing.seal(new Secret(PLAIN), { ...PLACE, table: 'a', column: 'b","c' });
    expect(() => sealing.open(envelope, { ...PLACE, table: 'a","b', column: 'c' })).toThrow('does not open');
  });

  it('does not open when any one bit was flipped', () => {
    const envelope = sealing.seal(new Secret('short'), PLACE);
    for (let bit = 0; bit < envelope.length * 8; bit++) {
      const flipped = Buffer.from(envelope);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => sealing.open(flipped, PLACE)).toThrow();
    }
  });

  it('does not open when it was cut at any length', () => {
    const envelope = sealing.seal(new Secret('short'), PLACE);
    for (let length = 0; length < envelope.length; length++) expect(() => sealing.open(envelope.subarray(0, length), PLACE)).toThrow();
  });

  it('tells what was never sealed from what was altered, and names the place', () => {
    const envelope = sealing.seal(new Secret(''), PLACE);
    const notSealed = 'The value in integration.sealed_secret of row-1 (tenant default) is not a sealed one.';
    // Sealing nothing leaves what every envelope has: a byte less is none.
    for (let length = 0; length < envelope.length; length++) expect(() => sealing.open(envelope.subarray(0, length), PLACE)).toThrow(notSealed);
    for (const version of [0, 2, 255]) expect(() => sealing.open(Buffer.concat([Buffer.from([version]), envelope.subarray(1)]), PLACE)).toThrow(notSealed);
    const altered = Buffer.concat([envelope.subarray(0, -1), Buffer.from([envelope.at(-1)! ^ 1])]);
    expect(() => sealing.open(altered, PLACE)).toThrow('The secret in integration.sealed_secret of row-1 (tenant default) does not open');
  });

  it('keeps why the cipher refused, for the log', () => {
    const envelope = sealing.seal(new Secret('x'), PLACE);
    const causeIn = (place: SealedPlace): unknown => {
      try {
        return sealing.open(envelope, place);
      } catch (error) {
        return (error as Error).cause;
      }
    };
    expect(String(causeIn({ ...PLACE, row: 'row-2' }))).toMatch(/unable to authenticate/i);
  });

  it('never seals with the same nonce twice', () => {
    const nonces = new Set(Array.from({ length: 10_000 }, () => nonceOf(sealing.seal(new Secret('x'), PLACE))));
    expect(nonces.size).toBe(10_000);
  });
});

describe('the keys that seal', () => {
  it('are told apart: the newest seals, all open', () => {
    const [older, newer] = [aKey('k1'), aKey('k2')];
    const before = new Sealing([older]).seal(new Secret('old'), PLACE);
    const rotated = new Sealing([newer, older]);
    const after = rotated.seal(new Secret('new'), PLACE);

    expect(rotated.open(before, PLACE).reveal()).toBe('old');
    expect(rotated.open(after, PLACE).reveal()).toBe('new');
    expect(new Sealing([newer]).open(after, PLACE).reveal()).toBe('new');
    expect(() => new Sealing([older]).open(after, PLACE)).toThrow(KeyMissing);
  });

  it('are named when one is missing, with the place and without the secret', () => {
    const envelope = new Sealing([aKey('march')]).seal(new Secret(PLAIN), PLACE);
    const opening = (): unknown => new Sealing([aKey('april')]).open(envelope, PLACE);
    expect(opening).toThrow(KeyMissing);
    expect(opening).toThrow(/"march".*LOCKSTEP_MASTER_KEYS/);
    expect(opening).toThrow(/integration\.sealed_secret of row-1 \(tenant default\)/);
    expect(opening).not.toThrow(/SharedAccessKey|april/);
  });

  it('do not open when another key goes by the same name', () => {
    const envelope = new Sealing([aKey('k1')]).seal(new Secret(PLAIN), PLACE);
    expect(() => new Sealing([aKey('k1')]).open(envelope, PLACE)).toThrow('the key "k1" is another one than it was');
  });

  it('are listed with the one that seals first', () => {
    expect(new Sealing([aKey('k2'), aKey('k1'), aKey('k3')]).keyIds).toEqual(['k2', 'k1', 'k3']);
  });

  it('leave at the beginning of an envelope which of them sealed it', () => {
    const [older, newer] = [aKey('k1'), aKey('kürzlich')];
    const rotated = new Sealing([newer, older]);
    const beginsAsNewest = (envelope: Buffer): boolean => envelope.subarray(0, rotated.newestHeader.length).equals(rotated.newestHeader);
    expect(beginsAsNewest(rotated.seal(new Secret('new'), PLACE))).toBe(true);
    expect(beginsAsNewest(new Sealing([older]).seal(new Secret('old'), PLACE))).toBe(false);
    // The first character more makes another key, not the beginning of this one.
    expect(beginsAsNewest(new Sealing([aKey('kürzlich2')]).seal(new Secret('x'), PLACE))).toBe(false);
    expect(rotated.newestHeader).toEqual(Buffer.from([1, 9, ...Buffer.from('kürzlich', 'utf8')]));
  });

  it('are refused when two go by one name', () => {
    expect(() => new Sealing([aKey('k1'), aKey('k2'), aKey('k1')])).toThrow('two keys under the name "k1"');
  });
});
