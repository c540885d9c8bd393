import { describe, expect, it } from '@jest/globals';
import { NOTHING, type JsonObject } from './json.js';
import { parseJson } from './parse-json.js';
import { changedParts, readTwinChange } from './twin-change.js';
import { TwinRuleBroken } from './twin-rules.js';

type How = 'patch' | 'replace';

const NOW = { desired: NOTHING, tags: parseJson('{"lockstep":{"owner":"us"}}') as JsonObject };
const LONG_KEY = 'k'.repeat(300);

function refusal(how: How, body: string): TwinRuleBroken {
  try {
    changedParts(NOW, readTwinChange(how, body));
  } catch (error) {
    if (error instanceof TwinRuleBroken) return error;
    throw error;
  }
  throw new Error('It was let through.');
}

describe('what somebody reads whose change is refused', () => {
  it.each<{ how: How; body: string; message: string }>([
    { how: 'patch', body: '[]', message: 'The body is not a JSON object.' },
    { how: 'patch', body: '{}', message: 'Send an object with "desired", "tags" or both.' },
    { how: 'patch', body: `{"${LONG_KEY}":{}}`, message: `Send an object with "desired", "tags" or both; "${'k'.repeat(40)}" cannot be written.` },
    { how: 'patch', body: '{"desired":7}', message: 'The desired must be an object.' },
    { how: 'patch', body: '{"desired":{"a":1,"a":2}}', message: 'The body is not JSON that can be understood in one way: the key stands here a second time (character 21).' },
    { how: 'patch', body: `{"desired":{"a":${'['.repeat(60)}${']'.repeat(60)}}}`, message: 'In the body more than 48 values are nested in each other.' },
    { how: 'patch', body: '{"tags":{"lockstep":null}}', message: 'The tag "lockstep" marks devices that Lockstep looks after; nobody edits it. Leave it out.' },
    { how: 'replace', body: '{"desired":{"a":null}}', message: 'At /desired/a: a twin cannot hold null; leave the member out.' },
    { how: 'patch', body: '{"desired":{"a":[null]}}', message: 'At /desired/a/0: a list cannot hold null, and null removes nothing from it; send the list as it is to be.' },
    { how: 'patch', body: `{"desired":${'{"o":'.repeat(11)}{}${'}'.repeat(11)}}`, message: `At /desired${'/o'.repeat(11)}: more than 10 objects are nested in each other.` },
    { how: 'patch', body: `{"desired":{"a":${'['.repeat(11)}${']'.repeat(11)}}}`, message: `At /desired/a${'/0'.repeat(10)}: more than 10 lists are nested in each other.` },
    { how: 'patch', body: `{"desired":{"a":"${'x'.repeat(4097)}"}}`, message: 'At /desired/a: a text has at most 4096 bytes.' },
    { how: 'patch', body: `{"desired":{"a":1${'0'.repeat(60)}}}`, message: `At /desired/a: 1${'0'.repeat(39)} is not between -4503599627370496 and 4503599627370495; send it as a text.` },
    { how: 'patch', body: `{"desired":{"${'k'.repeat(1025)}":1}}`, message: 'At /desired: a key here has more than 1024 bytes.' },
    { how: 'patch', body: '{"desired":{"$version":1}}', message: 'At /desired/$version: $version is written by the hub alone; leave it out.' },
    { how: 'patch', body: '{"desired":{"__proto__":1}}', message: 'At /desired/__proto__: the key would reach into the programs that read it; choose another.' },
    { how: 'patch', body: '{"desired":{"a.b":1}}', message: 'At /desired/a.b: a key is not empty and has no white space, no control character, no ".", "$" or "#".' },
  ])('$message', ({ how, body, message }) => expect(refusal(how, body).message).toBe(message));

  it('is how many bytes too many there are', () => {
    const members = Array.from({ length: 9 }, (_, n) => `"${n}":"${'x'.repeat(1_000)}"`);
    expect(refusal('patch', `{"tags":{${members.join(',')}}}`).message).toMatch(/^The tags would have \d+ bytes as the hub counts them; it takes 8192\. Make them shorter\.$/);
  });

  it('is the first two hundred characters of a place that is longer', () => {
    const place = (length: number): string => `/desired/${'k'.repeat(length - '/desired/'.length - 1)}.`;
    for (const [length, shown] of [[200, place(200)], [201, `${place(201).slice(0, 200)}…`]] as const) {
      expect(refusal('patch', `{"desired":{"${place(length).slice('/desired/'.length)}":1}}`).message.split(':')[0]).toBe(`At ${shown}`);
    }
  });

  it('is the place of what is wrong, and not of what stands before it', () => {
    expect(refusal('patch', '{"desired":{"good":{"better":1},"list":[{"a":1},2],"bad.":1}}').pointer).toBe('/desired/bad.');
  });
});

describe('a change', () => {
  it('may hold a member that is called constructor, whatever is in it but a prototype', () => {
    expect(readTwinChange('patch', '{"desired":{"constructor":{"a":1},"other":{"prototype":{}}}}').desired?.size).toBe(2);
  });
});
