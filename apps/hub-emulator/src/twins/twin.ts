import { NEVER, type Instant } from '../instant.js';
import type { JsonObject } from '../json.js';
import { mergeValues } from './merge-values.js';
import { restamp, type Stamp } from './stamp.js';

const FIRST_VERSION = 1;

/** Desired or reported properties, with the stamps of who was changed when. */
export interface Section {
  readonly version: number;
  /** Absent while the section is empty. */
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
  /** Absent while nobody touched it since the create, as in most devices of a large fleet. */
  readonly desired?: Section;
  readonly reported?: Section;
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
export function newTwin(parts: TwinParts = {}): Twin {
  const tags = mergeValues(undefined, parts.tags ?? {});
  const desired = firstSection(parts.desired ?? {});
  const reported = firstSection(parts.reported ?? {});
  return { etag: 1, version: 2, ...(tags && { tags }), ...(desired && { desired }), ...(reported && { reported }) };
}

/** A section that nobody touched since the device was created. */
export function untouchedSection(createdAt: Instant): Section {
  return { version: FIRST_VERSION, stamp: { at: createdAt } };
}

function firstSection(initial: JsonObject): Section | undefined {
  const values = mergeValues(undefined, initial);
  return values && build(FIRST_VERSION, values, restamp(undefined, values, { at: NEVER, version: FIRST_VERSION }));
}

/** The section after a merge; an empty patch changes nothing. */
export function patchSection(section: Section | undefined, patch: JsonObject, at: Instant): Section | undefined {
  if (Object.keys(patch).length === 0) return section;
  const version = nextVersion(section);
  return build(version, mergeValues(section?.values, patch), restamp(section?.stamp, patch, { at, version }));
}

/** The section after all of it was replaced. */
export function replaceSection(section: Section | undefined, values: JsonObject, at: Instant): Section {
  const version = nextVersion(section);
  return build(version, mergeValues(undefined, values), restamp(undefined, values, { at, version }));
}

function nextVersion(section: Section | undefined): number {
  return (section?.version ?? FIRST_VERSION) + 1;
}

function build(version: number, values: JsonObject | undefined, stamp: Stamp): Section {
  return { version, ...(values && { values }), stamp };
}
