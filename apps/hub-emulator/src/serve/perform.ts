import type { IncomingHttpHeaders } from 'node:http';
import { admitDevice, admitService } from '../access/admit.js';
import type { Answer } from '../http/answer.js';
import { HubError } from '../http/hub-error.js';
import type { Emulator } from './emulator.js';
import type { Visit } from './read-visit.js';

/** What came of a request before any of it is told: the answer or the refusal. */
export type Outcome = Answer | HubError;

/**
 * Does what a request asks and waits until the effect is written down. Nothing is told before that, not even to readers:
 * what one of them saw must not be undone by the end of the process.
 */
export async function perform(emulator: Emulator, visit: Visit, headers: IncomingHttpHeaders): Promise<Outcome> {
  const outcome = attempt(emulator, visit, headers);
  try {
    if (!(visit.good instanceof HubError)) await visit.good.hub.devices.flushed();
    return outcome;
  } catch (error) {
    emulator.onProblem(error);
    return new HubError('ServerError', 'InternalServerError', { note: `the change could not be written: ${String(error)}` });
  }
}

function attempt(emulator: Emulator, { good, body }: Visit, headers: IncomingHttpHeaders): Outcome {
  if (good instanceof HubError) return good;
  const { hub, target, found } = good;
  const { operation, deviceId } = found;
  const { clock } = emulator;
  try {
    const knock = { hub, target, authorization: headers.authorization, now: clock.seconds() };
    if (operation.access === 'device') admitDevice(knock, deviceId);
    else admitService(knock, operation.access);
    return operation.run({ hub, deviceId, query: target.query, headers, body, now: clock.now(), switches: emulator.switches.now });
  } catch (error) {
    if (error instanceof HubError) return error;
    emulator.onProblem(error);
    return new HubError('ServerError', 'InternalServerError', { note: String(error) });
  }
}
