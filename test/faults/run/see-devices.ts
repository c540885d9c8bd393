import type { DeviceEvidence, LetterEvidence } from '../invariants/evidence.js';
import { HOME_HUB } from '../stack/connect-tenants.js';
import { OWN_VALUES } from './own-values.js';
import type { Site } from './site.js';
import { callsOf, identitiesOf } from './see-hub.js';

const ROWS = `
  SELECT device_id AS "deviceId", generation::int, settled::int, sync, reason, attempts, wake_at IS NOT NULL AS "hasWakeUp",
         coalesce(lease_until > now(), false) AS "isLeased", told_status AS told, told_event_id AS "toldEventId", fleet_status AS "fleetStatus" FROM device WHERE device_id = ANY($1)`;
const STORY = `SELECT device_id AS "deviceId", kind, step, fence::int FROM event_log WHERE device_id = ANY($1) ORDER BY id`;
const INBOX = `SELECT device_id AS "deviceId", event_id AS "eventId", generation::int, source_id AS "sourceId" FROM inbox WHERE device_id = ANY($1)`;
const LETTERS = `
  SELECT id::text, source_id AS "sourceId", device_id AS "deviceId", reason, detail, attempts, answer IS NULL AS "isOpen", extract(epoch FROM first_at)::float8 AS "firstAt", extract(epoch FROM last_at)::float8 AS "lastAt"
  FROM dead_letter`;
const FOUND = `SELECT device_id AS "deviceId", class FROM drift_finding WHERE device_id = ANY($1) AND state = 'told'`;

type OfDevice<T> = T & { deviceId: string };

/** Looks at every device of a run from all sides. Call it when everything is quiet: its own calls of the hub come last. */
export async function seeDevices(site: Site): Promise<DeviceEvidence[]> {
  const { stack, deviceIds } = site;
  const rows = async <T>(sql: string): Promise<OfDevice<T>[]> => (await stack.database.query<OfDevice<T> & object>(sql, [deviceIds])).rows;
  const calls = await callsOf(site);
  const identities = await identitiesOf(site);
  const records = new Map((await rows<NonNullable<DeviceEvidence['row']>>(ROWS)).map((row) => [row.deviceId, row]));
  const story = Map.groupBy(await rows<DeviceEvidence['story'][number]>(STORY), ({ deviceId }) => deviceId);
  const inbox = Map.groupBy(await rows<DeviceEvidence['inbox'][number]>(INBOX), ({ deviceId }) => deviceId);
  const found = Map.groupBy(await rows<{ class: string }>(FOUND), ({ deviceId }) => deviceId);
  const lost = Map.groupBy(stack.office.letters.filter((letter) => letter.lost), ({ deviceId }) => deviceId);
  const acknowledged = Map.groupBy(stack.office.letters.filter((letter) => letter.acknowledged), ({ deviceId }) => deviceId);

  return Promise.all(
    deviceIds.map(async (deviceId) => {
      const model = site.models.get(deviceId)!;
      const status = identities.get(deviceId);
      return {
        model,
        identity: status ? { status, connectionString: await connectionStringOf(site, deviceId) } : null,
        row: records.get(deviceId) ?? null,
        configuration: await stack.menderControl.configuration(deviceId).catch(() => null),
        // A decommissioned device takes its configuration with it.
        ownValues: model.moves.includes('decommission') ? {} : { ...OWN_VALUES, ...site.edits.get(deviceId) },
        deployments: await deploymentsOf(site, deviceId),
        calls: calls.get(deviceId) ?? [],
        story: story.get(deviceId) ?? [],
        inbox: inbox.get(deviceId) ?? [],
        acknowledged: [...new Set(acknowledged.get(deviceId)?.map(({ eventId }) => eventId))],
        lost: lost.get(deviceId)?.map(({ eventId }) => eventId) ?? [],
        found: found.get(deviceId)?.map((one) => one.class) ?? [],
        stirs: site.stirs.of(deviceId),
        others: site.othersOf(deviceId),
      };
    }),
  );
}

export const seeLetters = async ({ stack }: Site): Promise<LetterEvidence[]> => (await stack.database.query<LetterEvidence>(LETTERS)).rows;

async function connectionStringOf({ stack }: Site, deviceId: string): Promise<string> {
  const { body } = await stack.administrator.call('GET', `/devices/${deviceId}`);
  const { authentication } = body as { authentication: { symmetricKey: { primaryKey: string } } };
  return `HostName=${HOME_HUB};DeviceId=${deviceId};SharedAccessKey=${authentication.symmetricKey.primaryKey}`;
}

async function deploymentsOf({ stack }: Site, deviceId: string): Promise<number> {
  const answer = await fetch(`${stack.servers.mender.url}/emulator/deployments?device=${deviceId}`);
  return ((await answer.json()) as { total: number }).total;
}
