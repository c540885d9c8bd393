import { NEIGHBOUR_MS } from '../invariants/i14-neighbours-notice-nothing.js';
import type { Evidence } from '../invariants/evidence.js';
import { openMenderControl } from '../../support/mender-control.js';
import { waitFor } from '../../support/wait-for.js';
import { NEIGHBOUR } from '../stack/connect-tenants.js';
import type { FaultStack } from '../stack/fault-stack.js';

/** A device of the neighbour is accepted now; answers with how long it took to be in sync, ms, or null when it never was. */
async function timeNeighbour({ servers, database }: FaultStack, deviceId: string): Promise<number | null> {
  const fleet = openMenderControl(servers.neighbourMender);
  await fleet.make([deviceId]);
  const began = performance.now();
  await fleet.bulk('accept', [deviceId]);
  const isInSync = async (): Promise<boolean> =>
    (await database.query(`SELECT 1 FROM device WHERE tenant_id = 'neighbour' AND device_id = $1 AND sync = 'in-sync' AND settled = generation`, [deviceId])).rows.length > 0;
  const came = await waitFor('the neighbour', isInSync, { withinMs: NEIGHBOUR_MS }).catch(() => false);
  return came ? performance.now() - began : null;
}

/** How long it takes while nothing is broken; then call the answer for one while something is. */
export async function watchNeighbour(stack: FaultStack, name: string): Promise<() => Promise<Evidence['neighbour']>> {
  const beforeMs = await timeNeighbour(stack, `${NEIGHBOUR}-${name}-before`);
  return async () => {
    const deviceId = `${NEIGHBOUR}-${name}`;
    return { deviceId, inSyncAfterMs: await timeNeighbour(stack, deviceId), beforeMs };
  };
}
