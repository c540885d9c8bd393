import { z } from 'zod';

/** More of a letter than this is not shown, in bytes. */
export const SHOWN_BYTES = 65_536;

export const ShownBytes = z
  .object({
    encoding: z.enum(['text', 'base64']).meta({ description: 'Text where the bytes are UTF-8, base64 otherwise.' }),
    content: z.string(),
    bytes: z.int().meta({ description: 'How many there are.' }),
    truncated: z.boolean().meta({ description: `True where there are more than ${SHOWN_BYTES}, which is as many as are shown.` }),
  })
  .meta({ id: 'ShownBytes' });
export type ShownBytes = z.infer<typeof ShownBytes>;

/** Bytes for people: the first of them, as a text where they are one. */
export function showBytes(raw: Uint8Array): ShownBytes {
  const truncated = raw.byteLength > SHOWN_BYTES;
  const first = raw.subarray(0, SHOWN_BYTES);
  const text = textOf(first, truncated);
  const shown = text === null ? ({ encoding: 'base64', content: Buffer.from(first).toString('base64') } as const) : ({ encoding: 'text', content: text } as const);
  return { ...shown, bytes: raw.byteLength, truncated };
}

/** A cut may go through the middle of a character, which is then left out. */
function textOf(bytes: Uint8Array, isCut: boolean): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isCut });
    return NOT_FOR_PEOPLE.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Control characters, except for those that stand in texts. */
const NOT_FOR_PEOPLE = /[^\P{Control}\t\n\r]/u;
