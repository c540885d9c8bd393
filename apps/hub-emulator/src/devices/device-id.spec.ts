import { describe, expect, it } from '@jest/globals';
import { checkDeviceId, isDeviceId } from './device-id.js';

describe('a device id', () => {
  it.each(['a', 'A'.repeat(128), "a-b:c.d+e%f_g#h*i?j!k(l)m,n=o@p;q$r's", '.', '..', '%2F', '__proto__'])('may be %s', (id) => {
    expect(isDeviceId(id)).toBe(true);
  });

  it.each(['', 'A'.repeat(129), 'a/b', 'a b', 'a&b', 'a"b', 'a\\b', 'é', 'a\n'])('may not be %j', (id) => {
    expect(() => checkDeviceId(id)).toThrow(expect.objectContaining({ code: 'ArgumentInvalid', status: 400 }));
  });
});
