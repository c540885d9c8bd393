import { describe, expect, it } from '@jest/globals';
import { readEntries } from './read-survey.js';

const row = (tags: unknown) => ({ deviceId: 'pump-7', status: 'enabled', deviceEtag: 'x', tags });

describe('a row of the survey', () => {
  it('tells whose the device is, and by which tags it is found', () => {
    expect(readEntries([row({ lockstep: { managed: true, tenant: 't' }, site: 'north', place: { hall: 3 } })], 't')).toEqual([
      { deviceId: 'pump-7', status: 'enabled', etag: 'x', isOurs: true, tags: [{ tag: 'site', value: 'north' }, { tag: 'place.hall', value: '3' }] },
    ]);
  });

  it.each([
    ['a tag of somebody else that is called like ours', { lockstep: 'x', site: 'north' }, [{ tag: 'site', value: 'north' }]],
    ['no tags', undefined, []],
    ['tags that are none', 'x', []],
  ])('is not ours with %s', (_, tags, expected) => expect(readEntries([row(tags)], 't')).toMatchObject([{ isOurs: false, tags: expected }]));
});
