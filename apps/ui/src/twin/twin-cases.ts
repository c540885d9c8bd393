interface TwinCase {
  because: string;
  part?: 'desired' | 'tags';
  text: string;
  /** The first thing that is wrong with it, or null. */
  code: string | null;
}

const nested = (depth: number, inside: string): string => `${'{"a":'.repeat(depth)}${inside}${'}'.repeat(depth)}`;
const lists = (depth: number): string => `{"a":${'['.repeat(depth)}1${']'.repeat(depth)}}`;
const filled = (bytes: number): string => `{${Array.from({ length: bytes / 1024 }, (_, index) => `"k${String(index).padStart(3, '0')}":"${'x'.repeat(1020)}"`).join(',')}}`;

/** What somebody may want a part to become. The rules of the API and the checks of the editor have to say the same of each. */
export const TWIN_CASES: readonly TwinCase[] = [
  { because: 'nothing is wrong', text: '{"interval": 30, "nested": {"list": [1, {"a": "b"}], "on": true}}', code: null },
  { because: 'it is empty', text: '{}', code: null },
  { because: 'a comma is missing', text: '{"a": 1 "b": 2}', code: 'twin-unreadable' },
  { because: 'a comma is too many', text: '{"a": 1,}', code: 'twin-unreadable' },
  { because: 'it ends too early', text: '{"a": "b', code: 'twin-unreadable' },
  { because: 'something follows', text: '{} {}', code: 'twin-unreadable' },
  { because: 'a number has a zero before it', text: '{"a": 01}', code: 'twin-unreadable' },
  { because: 'a text has a line break in it', text: '{"a": "b\nc"}', code: 'twin-unreadable' },
  { because: 'a key stands there twice', text: '{"a": 1, "a": 2}', code: 'twin-unreadable' },
  { because: 'a key stands there twice, once escaped', text: '{"a": 1, "\\u0061": 2}', code: 'twin-unreadable' },
  { because: 'it is a list', text: '[]', code: 'twin-unreadable' },
  { because: 'objects are nested as deep as can be', text: nested(10, '{}'), code: null },
  { because: 'objects are nested too deep', text: nested(11, '{}'), code: 'twin-too-deep' },
  { because: 'lists are nested as deep as can be', text: lists(10), code: null },
  { because: 'lists are nested too deep', text: lists(11), code: 'twin-too-deep' },
  { because: 'it goes down without end', text: lists(60), code: 'twin-too-deep' },
  { because: 'a key has a dot', text: '{"a.b": 1}', code: 'twin-key-not-allowed' },
  { because: 'a key has a blank', text: '{"a b": 1}', code: 'twin-key-not-allowed' },
  { because: 'a key has a dollar', text: '{"$a": 1}', code: 'twin-key-not-allowed' },
  { because: 'a key has a hash', text: '{"a#": 1}', code: 'twin-key-not-allowed' },
  { because: 'a key is empty', text: '{"": 1}', code: 'twin-key-not-allowed' },
  { because: 'a key has a control character', text: '{"a\\u0007": 1}', code: 'twin-key-not-allowed' },
  { because: 'a key is as long as can be', text: `{"${'é'.repeat(512)}": 1}`, code: null },
  { because: 'a key is too long', text: `{"${'é'.repeat(512)}a": 1}`, code: 'twin-key-not-allowed' },
  { because: 'a key is the hub’s', text: '{"a": {"$metadata": {}}}', code: 'twin-key-reserved' },
  { because: 'a key is dangerous', text: '{"__proto__": {}}', code: 'twin-key-unsafe' },
  { because: 'two keys together are dangerous', text: '{"constructor": {"prototype": 1}}', code: 'twin-key-unsafe' },
  { because: 'one of them alone is not', text: '{"constructor": 1, "prototype": 2}', code: null },
  { because: 'a text is as long as can be', text: `{"a": "${'x'.repeat(4096)}"}`, code: null },
  { because: 'a text is too long', text: `{"a": "${'x'.repeat(4095)}é"}`, code: 'twin-text-too-long' },
  { because: 'an integer is the greatest', text: '{"a": 4503599627370495}', code: null },
  { because: 'an integer is too great', text: '{"a": 4503599627370496}', code: 'twin-number-out-of-range' },
  { because: 'an integer is the least', text: '{"a": -4503599627370496}', code: null },
  { because: 'an integer is too small', text: '{"a": -4503599627370497}', code: 'twin-number-out-of-range' },
  { because: 'a number is endless', text: '{"a": 1e999}', code: 'twin-number-out-of-range' },
  { because: 'a fraction has many digits', text: '{"a": 0.12345678901234567890}', code: null },
  { because: 'a member is null', text: '{"a": null}', code: 'twin-null-not-stored' },
  { because: 'a list holds null', text: '{"a": [1, null]}', code: 'twin-null-in-list' },
  { because: 'an object in a list holds null', text: '{"a": [{"b": null}]}', code: 'twin-null-in-list' },
  { because: 'desired are as large as can be', text: filled(32 * 1024), code: null },
  { because: 'desired are too large', text: `${filled(32 * 1024).slice(0, -1)},"b":true}`, code: 'twin-too-large' },
  { because: 'tags are as large as can be', part: 'tags', text: filled(8 * 1024), code: null },
  { because: 'tags are too large', part: 'tags', text: `${filled(8 * 1024).slice(0, -1)},"b":true}`, code: 'twin-too-large' },
  { because: 'our tag is written', part: 'tags', text: '{"lockstep": {"managed": true}}', code: 'twin-tag-is-ours' },
];
