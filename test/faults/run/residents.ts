import { openMenderControl } from '../../support/mender-control.js';
import { waitFor } from '../../support/wait-for.js';
import { NEIGHBOUR_RESIDENT, RESIDENT } from '../stack/connect-tenants.js';
import type { FaultStack } from '../stack/fault-stack.js';

/** Each tenant gets a device that stays, before anything is broken. */
export async function settleResidents({ servers, menderControl, database }: FaultStack): Promise<void> {
  const count = async (which: string): Promise<number> => (await database.query(`SELECT 1 FROM device WHERE device_id = ANY($1) AND ${which}`, [[RESIDENT, NEIGHBOUR_RESIDENT]])).rows.length;
  if ((await count('true')) === 2) return;
  for (const [fleet, id] of [[menderControl, RESIDENT], [openMenderControl(servers.neighbourMender), NEIGHBOUR_RESIDENT]] as const) {
    await fleet.make([id]);
    await fleet.bulk('accept', [id]);
  }
  await waitFor('the residents to be in sync', async () => (await count(`sync = 'in-sync' AND settled = generation`)) === 2);
}
