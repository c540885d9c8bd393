import { NEVER, type Instant } from '../instant.js';
import type { JsonObject } from '../json.js';
import { mergeValues } from './merge-values.js';
import { restamp, type Stamp } from './stamp.js';

/** Desired or reported properties, with the stamps of who was changed when. */
export interface Section {
  readonly version: number;
  /** Absent while the section is empty, as in most devices of a large fleet. */
  readonly values?: JsonObject;
  readonly stamp: Stamp;
}

/** A device twin without what it borrows from the identity. */
export interface Twin {
  /** The number inside the etag. Rises with each change of tags or desired properties. */
  readonly etag: number;
  /** Rises with each change of tags or desired properties. Source: Azure IoT Hub, device twins. */
  readonly version: number;
  readonly tags?: JsonObject;
  readonly desired: Section;
  readonly reported: Section;
}

/** The parts of a twin that somebody wants to write; absent ones stay out of it. */
export interface TwinParts {
  readonly tags?: JsonObject | undefined;
  readonly desired?: JsonObject | undefined;
  readonly reported?: JsonObject | undefined;
}

/**
 * The twin of a new device. Properties that came with a bulk create are stamped with the year 1 and version 1, an empty
 * section with the time of the create and no version.
 * Source: recorded sessions of azure-sdk-for-net, DevicesClient_BulkCreation_DeviceWithTwin.
 */
export function newTwin(at: Instant, parts: TwinParts = {}): Twin {
  const tags = mergeValues(undefined, parts.tags ?? {});
  return { etag: 1, version: 2, ...(tags && { tags }), desired: newSection(at, parts.desired), reported: newSection(at, parts.reported) };
}

function newSection(at: Instant, initial: JsonObject | undefined): Section {
  const values = mergeValues(undefined, initial ?? {});
  return values ? { version: 1, values, stamp: restamp(undefined, values, { at: NEVER, version: 1 }) } : { version: 1, stamp: { at } };
}

/** The section after a merge; an empty patch changes nothing. */
export function patchSection(section: Section, patch: JsonObject, at: Instant): Section {
  if (Object.keys(patch).length === 0) return section;
  const version = section.version + 1;
  return build(version, mergeValues(section.values, patch), restamp(section.stamp, patch, { at, version }));
}

/** The section after all of it was replaced. */
export function replaceSection(section: Section, values: JsonObject, at: Instant): Section {
  const version = section.version + 1;
  return build(version, mergeValues(undefined, values), restamp(undefined, values, { at, version }));
}

function build(version: number, values: JsonObject | undefined, stamp: Stamp): Section {
  return { version, ...(values && { values }), stamp };
}
