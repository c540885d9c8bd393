import { checkShape, checkSize, type EditablePart } from './check-twin.js';
import { isJsonObject, sameJson, type JsonObject } from './json.js';
import { mergePatch } from './merge-patch.js';
import { JsonTooDeep, JsonUnreadable, parseJson } from './parse-json.js';
import { OWNERSHIP_TAG, type TwinParts } from './twin.js';
import { TwinRuleBroken } from './twin-rules.js';

/** What somebody asks for: parts to merge in, or parts to put in place of the present ones. A part that is not named stays. */
export interface TwinChange {
  how: 'patch' | 'replace';
  desired: JsonObject | null;
  tags: JsonObject | null;
}

/** Below what is read of an answer, in which the same values stand deeper. Objects may be nested ten deep, with lists between them. */
const MOST_NESTED_IN_REQUEST = 48;

const PARTS: readonly EditablePart[] = ['desired', 'tags'];

/**
 * Reads the body of a PATCH or a PUT: `desired` and `tags`, at least one of them, each an object within the hub's limits.
 * Throws TwinRuleBroken.
 */
export function readTwinChange(how: TwinChange['how'], text: string): TwinChange {
  const document = readDocument(text);
  const unknown = [...document.keys()].find((key) => !PARTS.some((part) => part === key));
  if (unknown !== undefined || document.size === 0) {
    throw new TwinRuleBroken('twin-part-unknown', '', `Send an object with "desired", "tags" or both${unknown === undefined ? '' : `; "${unknown.slice(0, 40)}" cannot be written`}.`);
  }
  const change = { how, desired: readPart(document, 'desired'), tags: readPart(document, 'tags') };
  for (const part of PARTS) if (change[part]) checkShape(part, change[part], how === 'patch' ? 'remove' : 'refused');
  return change;
}

/**
 * What the twin becomes. Our own tag stays as it is: who leaves it out of a replacement keeps it.
 * Throws TwinRuleBroken when a part becomes too large, or our tag another.
 */
export function changedParts(now: TwinParts, { how, desired, tags }: TwinChange): TwinParts {
  const after = { desired: changed(how, now.desired, desired), tags: withOurTag(now.tags, changed(how, now.tags, tags), how) };
  if (!sameJson(now.tags.get(OWNERSHIP_TAG), after.tags.get(OWNERSHIP_TAG))) {
    throw new TwinRuleBroken('twin-tag-is-ours', `/tags/${OWNERSHIP_TAG}`, `The tag "${OWNERSHIP_TAG}" marks devices that Lockstep looks after; nobody edits it. Leave it out.`);
  }
  for (const part of PARTS) checkSize(part, after[part]);
  return after;
}

const changed = (how: TwinChange['how'], now: JsonObject, part: JsonObject | null): JsonObject => {
  if (!part) return now;
  return how === 'patch' ? mergePatch(now, part) : part;
};

function withOurTag(now: JsonObject, after: JsonObject, how: TwinChange['how']): JsonObject {
  const ours = now.get(OWNERSHIP_TAG);
  if (how === 'patch' || ours === undefined || after.has(OWNERSHIP_TAG)) return after;
  return new Map([...after, [OWNERSHIP_TAG, ours]]);
}

function readDocument(text: string): JsonObject {
  try {
    const document = parseJson(text, MOST_NESTED_IN_REQUEST);
    if (isJsonObject(document)) return document;
  } catch (error) {
    if (!(error instanceof JsonUnreadable)) throw error;
    if (error instanceof JsonTooDeep) throw new TwinRuleBroken('twin-too-deep', error.pointer, `In the body ${error.message}.`);
    throw new TwinRuleBroken('twin-unreadable', error.pointer, `The body is not JSON that can be understood in one way: ${error.message}.`);
  }
  throw new TwinRuleBroken('twin-unreadable', '', 'The body is not a JSON object.');
}

function readPart(document: JsonObject, part: EditablePart): JsonObject | null {
  const value = document.get(part);
  if (value === undefined) return null;
  if (isJsonObject(value)) return value;
  throw new TwinRuleBroken('twin-unreadable', `/${part}`, `The ${part} must be an object.`);
}
