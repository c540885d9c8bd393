import { describe, expect, it } from '@jest/globals';
import { SHOWN_BYTES, showBytes } from './show-bytes.js';

describe('the bytes of a letter', () => {
  it('are shown as a text where they are one', () => {
    expect(showBytes(Buffer.from('{"id":\t"ü"}\r\n'))).toEqual({ encoding: 'text', content: '{"id":\t"ü"}\r\n', bytes: 14, truncated: false });
    expect(showBytes(new Uint8Array())).toEqual({ encoding: 'text', content: '', bytes: 0, truncated: false });
  });

  it.each([{ bytes: [0xff, 0x00, 0x7b] }, { bytes: [0x7b, 0x00] }, { bytes: [0x1b, 0x5b] }, { bytes: [0xc3] }])('are shown as base64 where they are none: $bytes', ({ bytes }) => {
    expect(showBytes(Uint8Array.from(bytes))).toEqual({ encoding: 'base64', content: Buffer.from(bytes).toString('base64'), bytes: bytes.length, truncated: false });
  });

  it('are cut where there are too many, and not in the middle of a character', () => {
    const exactly = showBytes(Buffer.alloc(SHOWN_BYTES, 'a'));
    expect([exactly.truncated, exactly.content.length]).toEqual([false, SHOWN_BYTES]);
    const cut = showBytes(Buffer.concat([Buffer.alloc(SHOWN_BYTES - 1, 'a'), Buffer.from('üüü')]));
    expect(cut).toMatchObject({ encoding: 'text', truncated: true, bytes: SHOWN_BYTES + 5, content: 'a'.repeat(SHOWN_BYTES - 1) });
  });
});
