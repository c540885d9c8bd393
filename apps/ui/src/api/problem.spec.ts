import { describe, expect, it } from '@jest/globals';
import { ApiProblem, isProblem, unreachable } from './problem.js';

const body = { type: '/problems/twin-is-stale', title: 'Stale', status: 412, detail: 'Read it again.', instance: '/', traceId: 'a' };

describe('a problem', () => {
  it('is told apart by the last part of its type', () => {
    expect(isProblem(new ApiProblem(body), 'twin-is-stale')).toBe(true);
    expect(isProblem(new ApiProblem(body), 'not-found')).toBe(false);
    expect(isProblem(new Error('twin-is-stale'), 'twin-is-stale')).toBe(false);
  });

  it('of a request that did not get through has no status, and says so', () => {
    expect(unreachable(new TypeError('Failed to fetch'))).toMatchObject({ status: 0, message: expect.stringContaining('Failed to fetch') });
  });
});
