import { describe, expect, it } from '@jest/globals';
import { readQueueJob } from './read-wire-event.js';

describe('the id of a device', () => {
  const read = (odd: { deviceId: string }) => readQueueJob({ id: 'event-1', type: 'accept', occurredAt: '2026-03-01T12:00:00Z', ...odd });

  it.each<{ named: string; deviceId: string }>([
    { named: '1 character', deviceId: 'a' },
    { named: '128 characters', deviceId: 'd'.repeat(128) },
    ...[..."-:.+%_#*?!(),=@;$'"].map((mark) => ({ named: `the mark ${mark}`, deviceId: `a${mark}b` })),
    { named: 'capitals, which stay as they are', deviceId: 'Pump-7' },
  ])('may have $named', ({ deviceId }) => expect(read({ deviceId })).toMatchObject({ kind: 'readable', event: { deviceId } }));

  it.each<{ named: string; deviceId: string }>([
    { named: 'nothing', deviceId: '' },
    { named: '129 characters', deviceId: 'd'.repeat(129) },
    { named: 'a space', deviceId: 'a b' },
    { named: 'a space at its end', deviceId: 'a ' },
    { named: 'a slash', deviceId: 'a/b' },
    { named: 'a backslash', deviceId: 'a\\b' },
    { named: 'a line break at its end', deviceId: 'a\n' },
    { named: 'an umlaut', deviceId: 'müller' },
    { named: 'a letter of another alphabet that looks alike', deviceId: 'рump' },
    { named: 'a NUL', deviceId: 'a\0' },
    { named: 'a quotation mark', deviceId: 'a"b' },
    { named: 'an ampersand', deviceId: 'a&b' },
    { named: 'a tilde', deviceId: 'a~b' },
  ])('may not have $named', ({ deviceId }) => expect(read({ deviceId })).toMatchObject({ kind: 'unreadable', reason: 'bad-device-id' }));
});
