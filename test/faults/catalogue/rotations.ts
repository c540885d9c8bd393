import { setTimeout as pause } from 'node:timers/promises';
import { HOME } from '../stack/connect-tenants.js';
import { nothingToHeal, type Fault } from './fault.js';

const OVERLAP_SECONDS = 3_600;

export const ROTATION_FAULTS: readonly Fault[] = [
  {
    id: 'F30',
    title: 'The secret of the webhooks is rotated while they come in',
    boundMs: 15_000,
    strike: async ({ stack, chance, probes }) => {
      const door = stack.tenants[HOME];
      const answer = await fetch(`${stack.apiUrl}/api/v1/event-sources/${door.sourceId}/rotate`, {
        method: 'POST',
        headers: { authorization: `Bearer ${door.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ overlapSeconds: OVERLAP_SECONDS }),
      });
      if (!answer.ok) throw new Error(`The secret could not be rotated: ${answer.status} ${await answer.text()}`);
      const { secret } = (await answer.json()) as { secret: string };
      // The sender learns of it later, and in the overlap both are good.
      await pause(chance.between(100, 600));
      door.secret = secret;
      await pause(chance.between(100, 600));
      return async () => {
        probes.push({ what: 'a webhook while its secret was rotated', mustNot: [401], status: stack.office.unauthorized > 0 ? 401 : 202 });
        return nothingToHeal();
      };
    },
  },
  {
    id: 'F31',
    title: 'The encryption key is rotated, process by process, and what seals anew is killed on the way',
    boundMs: 30_000,
    strike: async ({ stack }) => {
      await stack.rotateMasterKey();
      return nothingToHeal;
    },
  },
];
