import { describe, expect, it } from '@jest/globals';
import { NOTHING } from './json.js';
import type { Twin } from './twin.js';
import { EditNotDone, HubIsPaused, HubRefusesTwin, NoHubConnection, NotInHub, TwinIsStale, UndoConflicts, nameOf } from './twin-refusals.js';
import { TwinRuleBroken } from './twin-rules.js';

const aTwin = (moduleId: string | null): Twin =>
  ({ deviceId: 'pump-7', moduleId, etag: 'AAAAAAAAAAI=', version: 2, desired: NOTHING, reported: NOTHING, tags: NOTHING }) as Partial<Twin> as Twin;

describe('what is refused of a twin', () => {
  it.each([
    { kind: NotInHub, code: 'not-in-hub' },
    { kind: HubRefusesTwin, code: 'hub-refuses-twin' },
    { kind: NoHubConnection, code: 'no-hub-connection' },
    { kind: HubIsPaused, code: 'hub-paused' },
    { kind: EditNotDone, code: 'edit-not-done' },
  ])('keeps its words and has a code of its own: $code', ({ kind, code }) => {
    const refusal = new kind('Connect one.');
    expect([refusal.code, refusal.message]).toEqual([code, 'Connect one.']);
  });

  it.each([
    { moduleId: null, name: 'device pump-7' },
    { moduleId: '$edgeAgent', name: 'module $edgeAgent of device pump-7' },
  ])('because it was changed names $name, and has both versions', ({ moduleId, name }) => {
    const twin = aTwin(moduleId);
    const refusal = new TwinIsStale('AAAAAAAAAAE=', twin);
    expect(nameOf(twin)).toBe(name);
    expect([refusal.code, refusal.seen, refusal.current]).toEqual(['twin-is-stale', 'AAAAAAAAAAE=', twin]);
    expect(refusal.message).toBe(`The twin of ${name} was changed since you saw it. Compare with "current", then send your change with its ETag.`);
  });

  it('because something newer stands there tells the first hundred places', () => {
    const pointers = Array.from({ length: 101 }, (_, index) => `/desired/${index}`);
    const refusal = new UndoConflicts('Something newer stands there.', pointers);
    expect([refusal.code, refusal.message]).toEqual(['undo-conflicts', 'Something newer stands there.']);
    expect(refusal.facts).toEqual({ pointers: pointers.slice(0, 100) });
  });

  it('because of a rule leads to the place', () => {
    const refusal = new TwinRuleBroken('twin-too-deep', '/desired/a', 'It is nested too deeply.');
    expect([refusal.code, refusal.message, refusal.facts]).toEqual(['twin-too-deep', 'It is nested too deeply.', { pointer: '/desired/a' }]);
  });
});
