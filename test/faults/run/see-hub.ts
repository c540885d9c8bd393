import type { DeviceEvidence, HubCall } from '../invariants/evidence.js';
import { HOME_HUB } from '../stack/connect-tenants.js';
import { HUB_TIMEOUT_MS } from '../stack/fault-stack.js';
import type { Site } from './site.js';

type Status = 'enabled' | 'disabled';

/** The status of each device of the run that is in our hub, from the registry itself. */
export async function identitiesOf({ stack, deviceIds }: Site): Promise<Map<string, Status>> {
  const { body } = await stack.hubCalls.call('GET', `/emulator/hubs/${HOME_HUB}/devices?top=1000000`);
  const wanted = new Set(deviceIds);
  const { devices } = body as { devices: { deviceId: string; status: Status }[] };
  return new Map(devices.filter(({ deviceId }) => wanted.has(deviceId)).map(({ deviceId, status }) => [deviceId, status]));
}

interface Entry extends Omit<HubCall, 'effect' | 'isGivenUp'> {
  deviceIds: string[];
  changedIds: string[];
  createdIds: string[];
  deletedIds: string[];
  fault: string | null;
}

/** Every request of the run, by device. */
export async function callsOf({ stack, deviceIds }: Site): Promise<Map<string, HubCall[]>> {
  const { body } = await stack.hubCalls.call('GET', '/emulator/journal?limit=1000000');
  const calls = new Map<string, HubCall[]>(deviceIds.map((deviceId) => [deviceId, []]));
  for (const entry of (body as { entries: Entry[] }).entries) {
    for (const deviceId of new Set(entry.deviceIds)) calls.get(deviceId)?.push({ ...short(entry), effect: effectOn(deviceId, entry) });
  }
  return calls;
}

const short = (entry: Entry): Omit<HubCall, 'effect'> => {
  const { seq, hub, operation, status, startedAt, endedAt } = entry;
  return { seq, hub, operation, status, startedAt, endedAt, isGivenUp: isGivenUp(entry) };
};

/** The hub was not done with it when our time for it was over. */
const isGivenUp = ({ startedAt, endedAt }: Entry): boolean => endedAt === null || endedAt - startedAt >= HUB_TIMEOUT_MS;

/** A change of the twin alone is none of the identity. */
function effectOn(deviceId: string, { operation, changedIds, createdIds, deletedIds }: Entry): HubCall['effect'] {
  if (createdIds.includes(deviceId)) return 'created';
  if (deletedIds.includes(deviceId)) return 'deleted';
  return changedIds.includes(deviceId) && !operation.includes('twin') ? 'updated' : null;
}

interface Checks {
  overlaps: { latest: { deviceId: string; first: Entry; second: Entry }[] };
  creates: { createdAgain: { deviceId: string; creates: number; deletes: number }[] };
  minutes: Record<string, { category: string; asked: { amount: number }; allowedWithBurst: number | null; refused: Record<string, number> }[]>;
}

/** What the emulator itself found wrong, without calls that we had given up, for which the devices are needed. */
export async function checksOf({ stack, deviceIds }: Site, devices: readonly Pick<DeviceEvidence, 'model' | 'calls'>[] = []) {
  const checks = (await stack.hubCalls.call('GET', '/emulator/checks')).body as Checks;
  const wanted = new Set(deviceIds);
  const lateCreates = new Map(devices.map(({ model, calls }) => [model.deviceId, calls.filter(({ effect, isGivenUp }) => effect === 'created' && isGivenUp).length]));
  const minutes = Object.entries(checks.minutes).flatMap(([hub, categories]) => categories.map((category) => ({ hub, ...category })));
  return {
    overlaps: checks.overlaps.latest
      .filter(({ deviceId, first, second }) => wanted.has(deviceId) && first.changedIds.includes(deviceId) && second.changedIds.includes(deviceId) && !isGivenUp(first) && !isGivenUp(second))
      .map(({ deviceId }) => deviceId),
    createdTwice: checks.creates.createdAgain.filter(({ deviceId, creates, deletes }) => wanted.has(deviceId) && creates - (lateCreates.get(deviceId) ?? 0) > deletes + 1).map(({ deviceId }) => deviceId),
    minutes: minutes.map(({ hub, category, asked, allowedWithBurst }) => ({ hub, category, busiest: asked.amount, allowed: allowedWithBurst })),
    unordered429: minutes.flatMap(({ refused }) => Object.values(refused)).reduce((sum, one) => sum + one, 0),
  };
}
