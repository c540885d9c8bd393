import { describe, expect, it } from '@jest/globals';
import { guardOf, type Reach } from './guard.js';

/** A fleet of a thousand devices that is as we hold it. */
const reach = (odd: Partial<Reach> = {}): Reach => ({ fleet: 'whole', listed: 1_000, held: 1_000, heldAndListed: 1_000, disables: 0, deletes: 0, ...odd });

describe('the guard', () => {
  it.each([
    { because: 'nothing would be taken out', reach: reach(), then: 'free' },
    { because: 'five of a hundred would be', reach: reach({ deletes: 50 }), then: 'free' },
    { because: 'more than five of a hundred would be deleted', reach: reach({ deletes: 51 }), then: 'too-many' },
    { because: 'more than five of a hundred would be disabled', reach: reach({ disables: 51 }), then: 'too-many' },
    { because: 'both together are too many', reach: reach({ disables: 26, deletes: 25 }), then: 'too-many' },
    { because: 'twenty of a small fleet would be', reach: reach({ listed: 30, held: 50, heldAndListed: 30, deletes: 20 }), then: 'free' },
    { because: 'twenty-one of a small fleet would be', reach: reach({ listed: 29, held: 50, heldAndListed: 29, deletes: 21 }), then: 'too-many' },
    { because: 'the fleet is empty', reach: reach({ listed: 0, held: 1, heldAndListed: 0, deletes: 1 }), then: 'fleet-is-empty' },
    { because: 'the fleet is empty and we hold nothing', reach: reach({ listed: 0, held: 0, heldAndListed: 0 }), then: 'free' },
    { because: 'the fleet was not listed to its end', reach: reach({ fleet: 'partly', listed: 0, heldAndListed: 0 }), then: 'free' },
    { because: 'the fleet has none of ours', reach: reach({ listed: 7, held: 2, heldAndListed: 0, deletes: 2 }), then: 'fleet-is-another' },
    { because: 'the only one that we hold has gone', reach: reach({ listed: 7, held: 1, heldAndListed: 0, deletes: 1 }), then: 'free' },
  ])('$because → $then', ({ reach: found, then }) => {
    const verdict = guardOf(found);
    expect(verdict.kind === 'held' ? verdict.reason : verdict.kind).toBe(then);
  });

  it('says what it would do and what to look at', () => {
    expect(guardOf(reach({ disables: 3, deletes: 98 }))).toMatchObject({ detail: 'The run would disable 3 and delete 98 of 1000 devices. Look at the findings, then approve the run or drop it.' });
  });
});
