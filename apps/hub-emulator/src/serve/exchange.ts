import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from '../http/answer.js';
import { errorBody } from '../http/error-body.js';
import { HubError } from '../http/hub-error.js';
import { sendAnswer, sendTruncated } from '../http/send-answer.js';
import type { Entry } from '../journal/entry.js';
import type { Emulator } from './emulator.js';
import type { Outcome } from './perform.js';
import type { Visit } from './read-visit.js';

/** One exchange: the request, the way back, and its line in the journal. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly visit: Visit;
  readonly entry: Entry;
}

/** The outcome of a request that was not even looked at. */
export const NOTHING: Answer = { status: 0 };

/** Half of the way between the caller and the hub. */
export async function travel({ switches, stopping }: Emulator): Promise<void> {
  const { roundTripMs } = switches.now;
  if (roundTripMs > 0) await wait(roundTripMs / 2, undefined, { signal: stopping, ref: false });
}

/** Tells the caller what came of the request; further headers win. */
export async function tell(emulator: Emulator, exchange: Exchange, outcome: Outcome, headers: Answer['headers'] = {}): Promise<void> {
  const { response, entry } = exchange;
  const answer = answerOf(emulator, outcome, entry.requestId);
  await travel(emulator);
  // Before the answer goes out: who has it may look into the journal at once, or send the next write for the same device.
  end(emulator, entry, response.destroyed ? 0 : answer.status, outcome);
  sendAnswer(response, { ...answer, headers: { ...answer.headers, ...headers } }, entry.requestId);
}

/** Tells the beginning of it, then breaks the connection. */
export function tellHalf(emulator: Emulator, { request, response, entry }: Exchange, outcome: Outcome, afterBytes?: number): void {
  end(emulator, entry, 0, outcome);
  sendTruncated(response, answerOf(emulator, outcome, entry.requestId), { requestId: entry.requestId, afterBytes }, () => request.socket.destroySoon());
}

/** Breaks the connection instead of answering. */
export function breakOff(emulator: Emulator, { request, entry }: Exchange, outcome: Outcome): void {
  end(emulator, entry, 0, outcome);
  request.socket.destroy();
}

/** Notes in the journal how the request ended; a status of 0 is a caller without an answer. */
export function end(emulator: Emulator, entry: Entry, status: number, outcome: Outcome): void {
  if (outcome instanceof HubError) emulator.journal.end(entry, { status, changes: [], error: outcome.code, note: outcome.note });
  else emulator.journal.end(entry, { status, changes: outcome.changes ?? [], staleIds: outcome.staleIds });
}

function answerOf({ clock, switches }: Emulator, outcome: Outcome, requestId: string): Answer {
  if (!(outcome instanceof HubError)) return outcome;
  const { errorShape, retryAfterSeconds } = switches.now;
  const waits = outcome.status === 429 && retryAfterSeconds > 0;
  return {
    status: outcome.status,
    headers: { 'iothub-errorcode': outcome.code, ...(waits && { 'Retry-After': String(retryAfterSeconds) }) },
    body: errorBody(outcome, { requestId, at: clock.now() }, outcome.shape ?? errorShape),
  };
}
