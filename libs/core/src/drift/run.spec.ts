import { describe, expect, it } from '@jest/globals';
import { DRIFT_CLASSES, remedyOf } from './drift.js';
import { classesOf, classesSeen, secondsLeft, shortcomingsOf } from './run.js';

const WITHOUT_IMPORT = DRIFT_CLASSES.filter((one) => one !== 'not-imported');

describe('what a run may mend', () => {
  it.each([
    { because: 'a sweep leaves alone what was there before', run: { kind: 'sweep', selection: null } as const, then: WITHOUT_IMPORT },
    { because: 'an import is about nothing else', run: { kind: 'import', selection: null } as const, then: ['not-imported'] },
    { because: 'to apply all does not mean to import', run: { kind: 'apply', selection: { classes: null, deviceIds: null } } as const, then: WITHOUT_IMPORT },
    { because: 'a class is named', run: { kind: 'apply', selection: { classes: ['not-imported'], deviceIds: null } } as const, then: ['not-imported'] },
    { because: 'devices are named', run: { kind: 'apply', selection: { classes: null, deviceIds: ['pump-7'] } } as const, then: DRIFT_CLASSES },
  ])('$because', ({ run, then }) => expect(classesOf(run)).toEqual(then));

  it('is closed by a later run only where that saw to the end', () => {
    expect(classesSeen({ fleet: 'partly', hub: 'unseen' })).toEqual(['not-delivered']);
    expect(classesSeen({ fleet: 'whole', hub: 'partly' })).toEqual(['not-delivered', 'lost-event', 'not-imported']);
    // Configurations are looked at in turn, so no run sees all of them.
    expect([...classesSeen({ fleet: 'whole', hub: 'whole' })].sort()).toEqual(DRIFT_CLASSES.filter((one) => one !== 'delivery-overwritten').sort());
  });

  it('is told as the fleet says it, or looked at anew', () => {
    expect(remedyOf({ status: 'rejected' })).toEqual({ kind: 'tell', status: 'rejected' });
    expect(remedyOf({ status: null })).toEqual({ kind: 'wake' });
  });

  it.each([
    { because: 'a quarter took ten seconds', run: { state: 'running', done: 25, total: 100 } as const, then: 30 },
    { because: 'nothing is done yet', run: { state: 'running', done: 0, total: 100 } as const, then: null },
    { because: 'nobody knows how many there are', run: { state: 'running', done: 25, total: null } as const, then: null },
    { because: 'more was found than was counted', run: { state: 'running', done: 120, total: 100 } as const, then: 0 },
    { because: 'it is held', run: { state: 'held', done: 25, total: 100 } as const, then: null },
  ])('takes $then s more when $because', ({ run, then }) => {
    expect(secondsLeft({ ...run, phaseAt: new Date('2026-03-01T12:00:00Z') }, new Date('2026-03-01T12:00:10Z'))).toBe(then);
  });

  it('says what it could not see', () => {
    expect(shortcomingsOf({ fleet: 'whole', hub: 'unseen', hindrance: null })).toBeNull();
    expect(shortcomingsOf({ fleet: 'partly', hub: 'partly', hindrance: 'The hub is away.' })).toBe(
      'The fleet could not be listed to its end, so nothing was taken for missing in it. The hub could not be surveyed to its end, so nothing was taken for missing in it. What kept the run from seeing all: The hub is away.',
    );
  });
});
