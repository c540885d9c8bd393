import type { X509Certificate } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { admitDevice, admitService } from '../access/admit.js';
import type { Answer } from '../http/answer.js';
import { HubError } from '../http/hub-error.js';
import type { Operation } from '../operations/operation.js';
import type { Emulator } from './emulator.js';
import type { GoodVisit, Visit } from './read-visit.js';

const BEARER = 'Bearer ';

/** What came of a request before any of it is told: the answer or the refusal. */
export type Outcome = Answer | HubError;

/** A request, and how an ordered fault bends the hub's view of the world for it. */
export interface Asked {
  readonly visit: Visit;
  readonly headers: IncomingHttpHeaders;
  /** What the caller has shown, if anything. */
  readonly certificate: () => X509Certificate | undefined;
  /** How far ahead the hub's clock is. Milliseconds. */
  readonly skewMs: number;
  /** How old the state is that queries see. Milliseconds. */
  readonly lagMs: number;
}

/**
 * Does what a request asks, when the throttle lets it, and waits until the effect is written down. Nothing is told before that,
 * not even to readers: what one of them saw must not be undone by the end of the process.
 */
export async function perform(emulator: Emulator, asked: Asked): Promise<Outcome> {
  const { good } = asked.visit;
  if (good instanceof HubError) return good;
  const outcome = await attempt(emulator, asked, good);
  try {
    await good.hub.flushed();
    return outcome;
  } catch (error) {
    emulator.onProblem(error);
    return new HubError('ServerError', 'InternalServerError', { note: `the change could not be written: ${String(error)}` });
  }
}

async function attempt(emulator: Emulator, asked: Asked, good: GoodVisit): Promise<Outcome> {
  try {
    await letIn(emulator, asked, good);
    await waitForTurn(emulator, asked, good);
    return run(emulator, asked, good);
  } catch (error) {
    if (error instanceof HubError) return error;
    emulator.onProblem(error);
    return new HubError('ServerError', 'InternalServerError', { note: String(error) });
  }
}

async function letIn({ clock, entra }: Emulator, { headers, certificate, skewMs }: Asked, { hub, target, found }: GoodVisit): Promise<void> {
  const now = clock.seconds() + Math.floor(skewMs / 1000);
  const { authorization } = headers;
  if (entra && found.operation.access !== 'device' && authorization?.startsWith(BEARER)) {
    return entra.admit({ token: authorization.slice(BEARER.length), operation: found.operation, path: target.path, now });
  }
  const knock = { hub, target, authorization, now, ...(found.operation.access === 'device' && { certificate: certificate() }) };
  if (found.operation.access === 'device') admitDevice(knock, found.deviceId);
  else admitService(knock, found.operation.access);
}

/** The caller may go away meanwhile: the request stays in line and takes effect, as one at the real service may. */
async function waitForTurn({ switches }: Emulator, { visit }: Asked, { hub, found: { operation } }: GoodVisit): Promise<void> {
  const { limit, charges, costsPerDevice } = operation;
  if (!limit) return;
  if (hub.throttle.limits?.hasTwins === false && needsTwins(operation)) {
    throw new HubError('InvalidOperation', 'The operation is not supported on a hub of the basic tier.');
  }
  const perDevice = costsPerDevice === true && switches.now.bulkCost === 'device';
  await hub.throttle.admit(limit, perDevice ? Math.max(1, visit.deviceIds.length) : 1);
  if (charges) hub.throttle.quota.check();
}

/** Source: Azure IoT Hub, quotas and throttling: the basic tier has neither twins nor jobs nor methods; it has queries. */
function needsTwins({ limit }: Operation): boolean {
  return limit !== undefined && limit !== 'registry' && limit !== 'queries';
}

function run(emulator: Emulator, { headers, visit, lagMs }: Asked, { hub, target, found }: GoodVisit): Answer {
  const { operation, deviceId, names } = found;
  const answer = operation.run({
    hub,
    deviceId,
    names,
    query: target.query,
    headers,
    body: visit.body,
    now: emulator.clock.now(),
    throttleNow: emulator.throttleClock.now(),
    switches: emulator.switches.now,
    lagMs,
  });
  if (!operation.charges) return answer;
  const text = answer.text ?? JSON.stringify(answer.body ?? '');
  hub.throttle.quota.charge(operation.charges === 'request' ? visit.body.length : Buffer.byteLength(text));
  return { ...answer, text };
}
