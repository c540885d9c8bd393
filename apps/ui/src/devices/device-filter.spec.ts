import { describe, expect, it } from '@jest/globals';
import { readFilter, withFilter } from './device-filter.js';

describe('the filter in the address', () => {
  it('is what the address says, without what is empty or not ours', () => {
    expect(readFilter(new URLSearchParams('idPrefix=pump-&sync=dead&status=&tab=x&group=%20&tag=site%3Dnorth'))).toEqual({ idPrefix: 'pump-', sync: 'dead', tag: 'site=north' });
  });

  it('changes in one place, and keeps the rest', () => {
    const search = new URLSearchParams('sync=dead&tab=x');
    expect(withFilter(search, 'group', 'Hall 3').toString()).toBe('sync=dead&tab=x&group=Hall+3');
    expect(withFilter(search, 'sync', '').toString()).toBe('tab=x');
    expect(search.toString()).toBe('sync=dead&tab=x');
  });
});
