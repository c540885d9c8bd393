import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { HOME, NEIGHBOUR_RESIDENT } from '../stack/connect-tenants.js';
import type { Site } from './site.js';

/** What would be a hole, or a break. 503 says that something of ours is away; 0 is no answer at all, which gives nothing. */
const MUST_NOT = [200, 201, 202, 204, 500, 502, 504] as const;
/** The fault begins first. */
const BEFORE_MS = 150;
const PATIENCE_MS = 3_000;

/** Asks for what nobody may have, each in one way, and notes what came of it. */
export async function tryToGetIn(site: Site): Promise<void> {
  const { stack, probes, chance, deviceIds } = site;
  const { sourceId, token, viewerToken } = stack.tenants[HOME];
  await pause(BEFORE_MS);
  const ask = async (path: string, bearer: string | null): Promise<number> => {
    const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
    return fetch(`${stack.apiUrl}/api/v1/${path}`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) }).then(
      async (answer) => {
        await answer.body?.cancel();
        return answer.status;
      },
      () => 0,
    );
  };
  const event = JSON.stringify({ id: randomUUID(), type: 'device-decommissioned', data: { id: chance.pick(deviceIds) }, time: new Date().toISOString() });
  const forged = stack.office.signed({ secret: 'cd'.repeat(32) }, event);
  const asked: readonly (readonly [what: string, status: Promise<number>])[] = [
    ['a request without a token', ask('devices', null)],
    ['a request with a token of nobody', ask('devices', `${token.slice(0, -4)}${token.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`)],
    ['a viewer who asks for the tokens', ask('access/tokens', viewerToken)],
    ['somebody who asks for the device of a neighbour', ask(`devices/${NEIGHBOUR_RESIDENT}`, token)],
    ['a forged webhook', stack.office.post({ url: `${stack.apiUrl}/webhooks/${sourceId}` }, event, forged)],
  ];
  for (const [what, status] of asked) probes.push({ what, mustNot: MUST_NOT, status: await status });
}
