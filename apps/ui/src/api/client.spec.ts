import { describe, expect, it } from '@jest/globals';
import { nextCursor } from './client.js';

const linked = (link?: string) => new Headers(link === undefined ? {} : { link });

describe('the cursor of the next page', () => {
  it('is the one of the link that says next', () => {
    expect(nextCursor(linked('</api/v1/devices?limit=2>; rel="first", </api/v1/devices?limit=2&cursor=cHVtcC0y>; rel="next"'))).toBe('cHVtcC0y');
  });

  it.each([undefined, '', '</api/v1/devices?limit=2>; rel="first"', '</api/v1/devices?cursor=a>; rel="nextish"'])('is not there in %j', (link) => {
    expect(nextCursor(linked(link))).toBeNull();
  });
});
