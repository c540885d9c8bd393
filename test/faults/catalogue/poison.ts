import type { Chance } from '../model/chance.js';

/** A signed body that is no event of a device, or one of a device that cannot be. */
export interface Poison {
  what: string;
  body: string | Buffer;
}

const aboutDevice = (id: unknown): string => JSON.stringify({ id: 'poison-1', type: 'device-status-changed', data: { id, status: 'accepted' }, time: '2026-03-01T10:03:47.746Z' });

const POISONS: readonly ((chance: Chance) => Poison)[] = [
  () => ({ what: 'half a JSON', body: '{"id":"1","type":' }),
  () => ({ what: 'an empty body', body: '' }),
  () => ({ what: 'a mebibyte', body: `{"id":"${'x'.repeat(1_048_000)}"}` }),
  () => ({ what: 'more than a mebibyte', body: 'x'.repeat(1_048_577) }),
  () => ({ what: 'an unknown type', body: JSON.stringify({ id: '1', type: 'device-exploded', data: { id: 'a' }, time: '2026-03-01T10:03:47Z' }) }),
  () => ({ what: 'an unknown status', body: JSON.stringify({ id: '1', type: 'device-status-changed', data: { id: 'a', status: 'melted' }, time: '2026-03-01T10:03:47Z' }) }),
  () => ({ what: 'keys of a prototype', body: '{"__proto__":{"id":"1"},"constructor":{"prototype":{}},"type":"device-status-changed"}' }),
  () => ({ what: 'no UTF-8', body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }),
  () => ({ what: 'a hundred thousand brackets', body: '['.repeat(100_000) }),
  (chance) => ({ what: 'an id that no hub takes', body: aboutDevice(chance.pick(['a/b', '../etc', 'a%2Fb', '', 'x'.repeat(129), 'ü', 'a b', '\u0000', 7, null, ['a']])) }),
];

export const anyPoison = (chance: Chance): Poison => chance.pick(POISONS)(chance);
