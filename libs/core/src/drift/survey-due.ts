import { paceOf } from '../budget/pace.js';
import type { HubEdition } from '../budget/hub-edition.js';

/** What a sweep leaves of a budget to everything else: it takes at most this part. */
export const SWEEP_SHARE = 0.2;
/** Devices on one page of a query. Source: Azure IoT Hub, query language: up to 100. */
export const SURVEY_PAGE = 100;
const DAY_MS = 24 * 60 * 60_000;

/** What is known before a survey. */
export interface SurveyFacts {
  edition: HubEdition | null;
  /** What the hub counts, which costs one operation. */
  counted: { enabled: number; disabled: number };
  /** What our record holds, and what the last survey saw that was not ours. */
  held: { enabled: number; disabled: number };
  intervalMs: number;
  /** The last survey to the end, ms ago; null when there was none. */
  surveyedAgoMs: number | null;
}

/**
 * Is it worth asking the hub for all its devices? Always where that fits into the sweep's part of an interval. A hub that is too
 * large for that is asked when its counts differ from ours, and once a day, because a device that was replaced changes no count.
 */
export function isSurveyDue({ edition, counted, held, intervalMs, surveyedAgoMs }: SurveyFacts): boolean {
  const pages = Math.ceil((counted.enabled + counted.disabled) / SURVEY_PAGE);
  if (pages <= (sweepPerMinute(edition, 'queries') * intervalMs) / 60_000) return true;
  if (counted.enabled !== held.enabled || counted.disabled !== held.disabled) return true;
  return surveyedAgoMs === null || surveyedAgoMs >= DAY_MS;
}

/** How many operations of a category a sweep may use a minute. */
export function sweepPerMinute(edition: HubEdition | null, category: 'queries' | 'registry' | 'twin-reads'): number {
  const { perMinute, firstShare } = paceOf(edition, category);
  return perMinute * firstShare * SWEEP_SHARE;
}
