import { NEIGHBOUR_MS } from '../invariants/i14-neighbours-notice-nothing.js';
import type { Evidence } from '../invariants/evidence.js';
import { openMenderControl } from '../../support/mender-control.js';
import { waitFor } from '../../support/wait-for.js';
import type { FaultStack } from '../stack/fault-stack.js';

/** A device of the neighbour is accepted now; answers with how long it took to be in sync. */
export async function tryNeighbour({ servers, database }: FaultStack, deviceId: string): Promise<Evidence['neighbour']> {
  const fleet = openMenderControl(servers.neighbourMender);
  await fleet.make([deviceId]);
  const began = performance.now();
  await fleet.bulk('accept', [deviceId]);
  const isInSync = async (): Promise<boolean> =>
    (await database.query(`SELECT 1 FROM device WHERE tenant_id = 'neighbour' AND device_id = $1 AND sync = 'in-sync' AND settled = generation`, [deviceId])).rows.length > 0;
  const came = await waitFor('the neighbour', isInSync, { withinMs: NEIGHBOUR_MS }).catch(() => false);
  return { deviceId, inSyncAfterMs: came ? performance.now() - began : null };
}
