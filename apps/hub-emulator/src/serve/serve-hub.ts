import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { certificateOf } from '../access/find-certificate.js';
import { HubError } from '../http/hub-error.js';
import { generationsOf } from '../journal/generations-of.js';
import type { Emulator } from './emulator.js';
import { tell, travel } from './exchange.js';
import { meetFault } from './meet-fault.js';
import { perform } from './perform.js';
import { readVisit, type Visit } from './read-visit.js';

/** Answers one request to a hub: reads it, notes it, lets an ordered fault have its way, does it, tells the outcome. */
export async function serveHub(emulator: Emulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const visit = await readVisit(request, emulator.hubs);
  await travel(emulator);
  const arrival = arrivalOf(visit, request, emulator.switches.now.generationPath);
  const exchange = { request, response, visit, entry: emulator.journal.begin(arrival) };
  const fault = emulator.faults.take(arrival);
  if (fault) await meetFault(emulator, exchange, fault);
  else await tell(emulator, exchange, await perform(emulator, { visit, headers: request.headers, certificate: () => certificateOf(request), skewMs: 0, lagMs: 0 }));
}

function arrivalOf(visit: Visit, request: IncomingMessage, generationPath: string): Parameters<Emulator['journal']['begin']>[0] {
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
    generations: operation?.writes ? generationsOf({ ...visit, headers: request.headers }, generationPath) : undefined,
  };
}
