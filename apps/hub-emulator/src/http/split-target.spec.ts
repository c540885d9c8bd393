import { describe, expect, it } from '@jest/globals';
import { splitTarget } from './split-target.js';

describe('the target of a request', () => {
  it.each([
    ['/devices/a%2541', ['devices', 'a%41']],
    ['/devices/a%3Fb%23c', ['devices', 'a?b#c']],
    ["/devices/it's", ['devices', "it's"]],
    ['/devices/a%2Fb', ['devices', 'a/b']],
    ['/devices/..', ['devices', '..']],
    ['/devices/a+b', ['devices', 'a+b']],
    ['/devices/', ['devices']],
    ['/twins/a/modules/b', ['twins', 'a', 'modules', 'b']],
    ['/', []],
  ])('splits %s', (target, segments) => {
    expect(splitTarget(target).segments).toEqual(segments);
  });

  it('keeps the query apart from the path', () => {
    const { path, segments, query } = splitTarget('/devices/a?api-version=2021-04-12&top=5');
    expect([path, segments, query.get('top')]).toEqual(['/devices/a', ['devices', 'a'], '5']);
  });

  it('refuses a broken percent code', () => {
    expect(() => splitTarget('/devices/100%')).toThrow(expect.objectContaining({ code: 'ArgumentInvalid', status: 400 }));
  });
});
