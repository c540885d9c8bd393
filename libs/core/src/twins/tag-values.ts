import { Numeral, isJsonObject } from './json.js';
import { OWNERSHIP_TAG } from './twin.js';

/** A tag with its value, as somebody searches for it. */
export interface TagValue {
  /** A tag within another one is named by both, with a dot between; a key of a twin has no dot. Source: Azure IoT Hub, "Understand device twins", tags format. */
  tag: string;
  /** A text as it is, a number as JavaScript writes it, `true` or `false`. */
  value: string;
}

/** What is longer, in characters, is not searched for: a description rather than a name. */
export const TAG_MOST = 256;
/** Of one device. */
const MOST_TAGS = 100;

/** The tags of a twin as pairs, of a list one for each item. Left out is what is too long or beyond the hundredth, and our own tag. */
export function tagValuesOf(tags: unknown): TagValue[] {
  const found = new Map<string, TagValue>();
  for (const [tag, value] of membersOf(tags)) if (tag !== OWNERSHIP_TAG) gather(tag, value, found);
  return [...found.values()];
}

function gather(tag: string, value: unknown, found: Map<string, TagValue>): void {
  if (Array.isArray(value)) for (const item of value) gather(tag, item, found);
  else if (isScalar(value)) put({ tag, value: textOf(value) }, found);
  else for (const [key, inner] of membersOf(value)) gather(`${tag}.${key}`, inner, found);
}

function put(pair: TagValue, found: Map<string, TagValue>): void {
  if (found.size >= MOST_TAGS || pair.value === '' || pair.tag.length > TAG_MOST || pair.value.length > TAG_MOST) return;
  found.set(JSON.stringify([pair.tag, pair.value]), pair);
}

type Scalar = string | number | boolean | Numeral;

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value) || value instanceof Numeral;

/** One form for numbers, whichever way they came: 1.0 is found as 1. */
const textOf = (value: Scalar): string => String(value instanceof Numeral ? value.value : value);

/** A document of ours, or an object as JSON.parse makes it. */
function membersOf(value: unknown): Iterable<[string, unknown]> {
  if (isJsonObject(value)) return value;
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
