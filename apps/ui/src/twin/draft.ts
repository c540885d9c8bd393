import { PARTS, type Part } from './check-part.js';
import { writeJson } from './json-text.js';
import type { Twin } from './read-twin.js';

type Texts = Record<Part, string>;

/** An edit that is not saved yet. */
export interface Draft {
  /** Of the twin that it was begun with, or merged with last. */
  etag: string;
  /** The parts of that twin. */
  base: Texts;
  texts: Texts;
  /** When it was begun. */
  at: string;
}

const textsOf = (twin: Twin): Texts => ({ desired: writeJson(twin.desired), tags: writeJson(twin.tags) });

/** A draft in which nothing is changed yet; with `texts`, one that begins with these. */
export const draftOf = (twin: Twin, texts: Texts = textsOf(twin)): Draft => ({ etag: twin.etag, base: textsOf(twin), texts, at: new Date().toISOString() });

export const isChanged = ({ base, texts }: Draft): boolean => PARTS.some((part) => base[part] !== texts[part]);

/** Reads what was kept; null when there is nothing, or nothing that can be understood. */
export function readDraft(text: string | null): Draft | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Draft | null;
    const isWhole = kept && [kept.etag, kept.at, ...PARTS.flatMap((part) => [kept.base[part], kept.texts[part]])].every((value) => typeof value === 'string');
    return isWhole ? kept : null;
  } catch {
    return null;
  }
}
