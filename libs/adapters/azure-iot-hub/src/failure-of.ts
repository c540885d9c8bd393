import {
  HubAnswerUnreadable,
  HubChangedUnderneath,
  HubIsAway,
  HubIsBusy,
  HubIsFull,
  HubOutcomeUnknown,
  HubQuotaUsedUp,
  HubRefusesCredentials,
  HubRefusesDevice,
  type Failure,
} from '#core';

import { readErrorCode, type ErrorCode } from './read-error-code.js';

/**
 * What can go wrong with a call, as plain facts: nothing here leads back to the request, which carries our credentials. `forAll`: the
 * hub fails for all its devices at this moment, as far as this process knows.
 */
export type HubTrouble = { forAll?: boolean } & (
  /** The hub, or something on the way, answered with an error. `body` as text, the two headers or null. */
  | { kind: 'refused'; status: number; body: string; errorCodeHeader: string | null; retryAfter: string | null }
  /** No answer. `nothingSent` when the connection never came to stand. */
  | { kind: 'no-answer'; code: string | null; message: string; nothingSent: boolean }
  /** An answer without an error that is not one of an IoT Hub. */
  | { kind: 'unreadable'; status: number; message: string }
);

/** The call that went wrong. A `write` may have had its effect even though no good answer came. */
export interface HubCall {
  deviceId: string;
  hostName: string;
  write: boolean;
  now: Date;
}

type Refused = Extract<HubTrouble, { kind: 'refused' }> & ErrorCode;
type Unreadable = Extract<HubTrouble, { kind: 'unreadable' }>;
type FailureOptions = ErrorOptions & Pick<HubTrouble, 'forAll'>;
interface Row {
  when: (answer: Refused) => boolean;
  named: (message: string, options: FailureOptions, answer: Refused, call: HubCall) => Failure;
  /** What to do, for the person who reads it. */
  advice: string;
}

const DEFAULT_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** Errors that only connecting can give. Others, such as ECONNRESET, may come before or after the hub saw the request. */
const CONNECT_FAILED: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
const LOOKED_UP = 'Whether it took effect is looked up.';
const BAD_CERTIFICATE = /CERT|SIGNATURE|ISSUER/;

/** In this order; the first that fits wins. Codes stand before statuses: a 403 may be three different things. */
const ROWS: readonly Row[] = [
  {
    when: (answer) => isQuotaUsedUp(answer),
    named: (message, options, _answer, { now }) => new HubQuotaUsedUp(untilMidnight(now), message, options),
    advice: 'The daily quota is renewed at 00:00 UTC; more units raise it.',
  },
  {
    when: ({ code }) => code === 'TooManyDevices',
    named: (message, options) => new HubIsFull(message, options),
    advice: 'Remove devices from the hub or raise its limit.',
  },
  {
    when: ({ code }) => code === 'IotHubSuspended' || code === 'InvalidProtocolVersion',
    named: (message, options) => new HubIsAway(message, options),
    advice: 'It would say so of every device: look at the hub in the portal.',
  },
  {
    when: (answer) => isThrottled(answer),
    named: (message, options, answer, { now }) => new HubIsBusy(waitOf(answer, now), message, options),
    advice: 'It is tried again after the wait that the hub asks for.',
  },
  {
    when: ({ status, code }) => status === 401 || code === 'IotHubNotFound',
    named: (message, options) => new HubRefusesCredentials(message, options),
    advice: 'Put in credentials that are valid and may read and write devices and twins.',
  },
  {
    when: ({ status }) => status === 403,
    named: (message, options) => new HubRefusesCredentials(message, options),
    advice: 'Check the address filter of the hub and the rights of the credentials.',
  },
  {
    when: ({ status, code }) => status === 412 || code === 'DeviceNotFound',
    named: (message, options) => new HubChangedUnderneath(message, options),
    advice: 'The identity is not the one we saw; it is looked at again.',
  },
  {
    when: ({ status }) => status === 409,
    named: (message, options) => new HubIsAway(message, options),
    advice: 'Another operation has the identity; it is tried again.',
  },
  {
    when: ({ status, code }) => (status === 400 || status === 413) && code !== null,
    named: (message, options) => new HubRefusesDevice(message, options),
    advice: 'It would refuse it again.',
  },
  {
    when: ({ status }) => status >= 500 || status === 408,
    named: (message, options, _answer, { write }) => (write ? new HubOutcomeUnknown(message, options) : new HubIsAway(message, options)),
    advice: 'It is looked at again.',
  },
];

/** How a hub throttled a call: for a while, or until its daily quota is renewed. */
export interface Throttling {
  kind: 'busy' | 'quota';
  waitMs: number;
}

/** Null when the hub refused the call for another reason. */
export function throttlingOf(refused: Extract<HubTrouble, { kind: 'refused' }>, now: Date): Throttling | null {
  const answer: Refused = { ...refused, ...readErrorCode(refused.body, refused.errorCodeHeader) };
  if (isQuotaUsedUp(answer)) return { kind: 'quota', waitMs: untilMidnight(now) };
  return isThrottled(answer) ? { kind: 'busy', waitMs: waitOf(answer, now) } : null;
}

/** The named failure behind a trouble. Names the device, the hub and what to do; never a credential. */
export function failureOf(trouble: HubTrouble, call: HubCall): Failure {
  if (trouble.kind === 'no-answer') return withoutAnswer(trouble, call);
  if (trouble.kind === 'unreadable') return unreadable(trouble, call);

  const answer: Refused = { ...trouble, ...readErrorCode(trouble.body, trouble.errorCodeHeader) };
  const row = ROWS.find(({ when }) => when(answer));
  if (!row) return unreadable({ kind: 'unreadable', status: answer.status, message: told(answer, call), forAll: answer.forAll }, call);
  const cause = new HubTroubleReport(`status ${answer.status}, code ${answer.code ?? 'none'}`);
  return row.named(`${told(answer, call)} ${row.advice}`, { cause, forAll: trouble.forAll }, answer, call);
}

/** What stays of an error: its words. The SDK's errors hold the whole exchange, and with it our credentials. */
export class HubTroubleReport extends Error {
  override readonly name = 'HubTroubleReport';
}

/** A text of the hub or of a library, short and without anything that looks like a key, a signature or a token. */
export const withoutSecrets = (text: string): string =>
  text
    .replace(/SharedAccessSignature\s+\S+|Bearer\s+\S+/gi, '[secret]')
    .replace(/\b(sig|SharedAccessKey|primaryKey|secondaryKey|client_secret)\b("?\s*[=:]\s*"?)[^\s"&;,]+/gi, '$1$2[secret]')
    .replace(/[A-Za-z0-9+/]{22,}={1,2}|\beyJ[\w.-]{20,}/g, '[secret]')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);

function withoutAnswer({ code, message, nothingSent, forAll }: Extract<HubTrouble, { kind: 'no-answer' }>, call: HubCall): Failure {
  const { hostName, deviceId, write } = call;
  const words = withoutSecrets(message);
  const options = { cause: new HubTroubleReport(code ? `${code}: ${words}` : words), forAll };
  const why = code ?? words;
  if (BAD_CERTIFICATE.test(code ?? '')) {
    return new HubIsAway(`The certificate of ${hostName} is not trusted (${why}), so nothing was sent. Check LOCKSTEP_HUB_CA.`, options);
  }
  if (nothingSent || CONNECT_FAILED.includes(code ?? '')) {
    return new HubIsAway(`The hub ${hostName} cannot be reached for device ${deviceId} (${why}). It is tried again.`, options);
  }
  return write
    ? new HubOutcomeUnknown(`The hub ${hostName} did not answer a change of device ${deviceId} (${why}). ${LOOKED_UP}`, options)
    : new HubIsAway(`The hub ${hostName} did not answer for device ${deviceId} (${why}). It is tried again.`, options);
}

function unreadable({ status, message, forAll }: Unreadable, { hostName, deviceId, write }: HubCall): Failure {
  const options = { cause: new HubTroubleReport(`status ${status}: ${withoutSecrets(message)}`), forAll };
  const what = `What answered ${status} for device ${deviceId} is not the hub ${hostName}, or its answer was cut.`;
  return write
    ? new HubOutcomeUnknown(`${what} ${LOOKED_UP}`, options)
    : new HubAnswerUnreadable(`${what} Look for a proxy in between.`, options);
}

const told = ({ status, code, text }: Refused, { hostName, deviceId }: HubCall): string =>
  `The hub ${hostName} answered ${status}${code ? ` ${code}` : ''} for device ${deviceId}${text ? `: ${withoutSecrets(text)}` : ''}.`;

const isQuotaUsedUp = ({ code }: ErrorCode): boolean => code === 'IotHubQuotaExceeded';

const isThrottled = ({ status, code }: Refused): boolean => status === 429 || /Throttl|TooManyRequests/.test(code ?? '');

/** The wait that the hub asks for, from Retry-After (seconds or a date) or from its words, within 1 s and 10 min. */
function waitOf({ retryAfter, text }: Refused, now: Date): number {
  const words = /\bwait\s+(\d+)\s+seconds?\b/i.exec(text ?? '');
  const asked = fromRetryAfter(retryAfter, now) ?? (words ? Number(words[1]) * 1000 : DEFAULT_WAIT_MS);
  return Math.min(LONGEST_WAIT_MS, Math.max(1000, asked));
}

function fromRetryAfter(retryAfter: string | null, now: Date): number | null {
  if (retryAfter === null || retryAfter.trim() === '') return null;
  if (/^\s*\d+\s*$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? null : at - now.getTime();
}

const untilMidnight = (now: Date): number => DAY_MS - (now.getTime() % DAY_MS);
