import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultOrder } from '../faults/fault.js';
import { faultAnswer } from '../faults/fault-answer.js';
import type { Answer } from '../http/answer.js';
import { errorBody } from '../http/error-body.js';
import { HubError } from '../http/hub-error.js';
import { sendAnswer } from '../http/send-answer.js';
import type { Entry } from '../journal/entry.js';
import type { Emulator } from './emulator.js';
import { perform, type Outcome } from './perform.js';
import { readVisit, type Visit } from './read-visit.js';

/** One exchange: the request, the way back, and its line in the journal. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly visit: Visit;
  readonly entry: Entry;
}

/** The outcome of a request that was not even looked at. */
const NOTHING: Answer = { status: 0 };

/** Answers one request to a hub: reads it, notes it, lets an ordered fault have its way, does it, tells the outcome. */
export async function serveHub(emulator: Emulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const visit = await readVisit(request, emulator.hubs);
  const entry = emulator.journal.begin(arrivalOf(visit, request));
  const exchange = { request, response, visit, entry };
  const fault = emulator.faults.take({ ...visit, hub: visit.hubName });
  if (fault) await meetFault(emulator, exchange, fault);
  else tell(emulator, exchange, await perform(emulator, visit, request.headers));
}

async function meetFault(emulator: Emulator, exchange: Exchange, fault: FaultOrder): Promise<void> {
  const { request, response, visit, entry } = exchange;
  entry.fault = fault.kind;
  if (fault.delayMs) await wait(fault.delayMs, undefined, { signal: emulator.stopping, ref: false });
  switch (fault.kind) {
    case 'status':
      return tell(emulator, exchange, faultAnswer(fault), fault.headers);
    case 'delay':
      return tell(emulator, exchange, await perform(emulator, visit, request.headers));
    case 'silence':
      response.once('close', () => end(emulator, entry, 0, NOTHING));
      return undefined;
    case 'reset-before':
      return breakOff(emulator, exchange, NOTHING);
    case 'reset-after':
      return breakOff(emulator, exchange, await perform(emulator, visit, request.headers));
  }
}

function tell(emulator: Emulator, { response, entry }: Exchange, outcome: Outcome, headers: Answer['headers'] = {}): void {
  const answer = outcome instanceof HubError ? refusal(emulator, outcome, entry.requestId) : outcome;
  // Before the answer goes out: who has it may look into the journal at once, or send the next write for the same device.
  end(emulator, entry, response.destroyed ? 0 : answer.status, outcome);
  sendAnswer(response, { ...answer, headers: { ...answer.headers, ...headers } }, entry.requestId);
}

function breakOff(emulator: Emulator, { request, entry }: Exchange, outcome: Outcome): void {
  end(emulator, entry, 0, outcome);
  request.socket.destroy();
}

function end(emulator: Emulator, entry: Entry, status: number, outcome: Outcome): void {
  if (outcome instanceof HubError) emulator.journal.end(entry, { status, changes: [], error: outcome.code, note: outcome.note });
  else emulator.journal.end(entry, { status, changes: outcome.changes ?? [] });
}

function refusal(emulator: Emulator, error: HubError, requestId: string): Answer {
  const tracking = { requestId, at: emulator.clock.now() };
  return {
    status: error.status,
    headers: { 'iothub-errorcode': error.code },
    body: errorBody(error, tracking, emulator.switches.now.errorShape),
  };
}

function arrivalOf(visit: Visit, request: IncomingMessage): Parameters<Emulator['journal']['begin']>[0] {
  const operation = visit.good instanceof HubError ? undefined : visit.good.found.operation;
  return {
    requestId: randomUUID(),
    hub: visit.hubName,
    method: visit.method,
    path: visit.path,
    operation: operation?.name ?? 'unknown',
    writes: operation?.writes ?? false,
    deviceIds: visit.deviceIds,
    ifMatch: request.headers['if-match'],
  };
}
