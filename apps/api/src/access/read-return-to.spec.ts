import { describe, expect, it } from '@jest/globals';
import { readReturnTo } from './read-return-to.js';

describe('where a browser goes on after signing in', () => {
  it.each(['/', '/devices', '/devices/pump-7?tab=twin&x=%20', '/a/b//c'])('is %s when that was asked for', (path) => expect(readReturnTo(path)).toBe(path));

  it.each<[unknown]>([['//evil.example'], ['/\\evil.example'], ['\\/evil.example'], ['https://evil.example'], ['javascript:alert(1)'], ['/a\\b'], ['/\t/evil.example'], ['/a\nb'], ['/a b'], [' /a'], ['/ä'], [''], [undefined], [['/a', '/b']], [`/${'a'.repeat(1001)}`]])(
    'is the front page instead of %j',
    (path) => expect(readReturnTo(path)).toBe('/'),
  );
});
