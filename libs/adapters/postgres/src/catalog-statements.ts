import type { DeviceKey, DeviceScope } from '#core';
import type { Statement } from './database.js';
import type { Device } from './generated/prisma/client.js';

export const SUMMARY = [
  'tenantId', 'deviceId', 'toldStatus', 'fleetStatus', 'hubKind', 'hubStatus', 'sync', 'reason', 'detail', 'deliveredKey', 'confirmedKey', 'attempts', 'wakeAt', 'updatedAt',
] as const satisfies readonly (keyof Device)[];

const columnOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const COLUMNS = SUMMARY.map((name) => `d.${columnOf(name)} AS "${name}"`).join(', ');

/** In the words of the index device_state_idx, without which a plan would not know that they are the same. */
export const STATE = {
  sync: 'd.sync',
  reason: `coalesce(d.reason, '')`,
  status: 'coalesce(d.fleet_status, d.told_status)',
  hub: `(CASE d.hub_kind WHEN 'present' THEN d.hub_status WHEN 'absent' THEN 'absent' ELSE 'unknown' END)`,
} as const;

const STATES = Object.values(STATE).join(', ');
const IS_WANTED = `($6::text IS NULL OR sync = $6) AND ($7::text IS NULL OR reason = $7) AND ($8::text IS NULL OR status = $8) AND ($9::text IS NULL OR hub = $9)`;

const GROUPS = `
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(m.group_name ORDER BY m.group_name), '{}') AS groups FROM device_group_member m WHERE m.tenant_id = d.tenant_id AND m.device_id = d.device_id
    ) AS g`;

const withGroups = (from: string): string => `SELECT ${COLUMNS}, g.groups FROM ${from} ${GROUPS}`;

/** The devices of a page, by the bytes of their ids. They are read in the same statement that finds them, so each is as the filter wants it. */
const pageOf = (ids: string): string => `
    WITH RECURSIVE ${ids}
    ${withGroups('page CROSS JOIN LATERAL (SELECT * FROM device WHERE tenant_id = $1 AND device_id = page.device_id LIMIT 1) AS d')}
    ORDER BY d.device_id`;

/** A device outside the scope is not found, by the same statement as one that is not there. */
const IS_THE_ONE = `d.tenant_id = $1 AND d.device_id = $2 AND ($3::boolean OR d.device_id = ANY ($4::text[]) OR g.groups && $5::text[])`;

export const FIND_DEVICE: Statement = { name: 'catalog-find-device', text: `${withGroups('device d')} WHERE ${IS_THE_ONE}` };

/** The groups of the device, as a part of a statement with the same parameters as FIND_DEVICE. */
export const FIND_GROUPS = `SELECT g.groups FROM device d ${GROUPS} WHERE ${IS_THE_ONE}`;

/** What FIND_DEVICE and FIND_GROUPS are asked with. */
export const askFor = ({ tenantId, deviceId }: DeviceKey, scope: DeviceScope): unknown[] => [tenantId, deviceId, ...(scope.kind === 'all' ? [true, [], []] : [false, scope.devices, scope.groups])];

/** $2 to $4: after, not before, and before these ids. */
const IN_RANGE = `device_id > $2 AND device_id >= $3 AND device_id < $4`;

export const LIST_DEVICES: Statement = {
  name: 'catalog-list-devices',
  text: pageOf(`page AS (SELECT device_id FROM device WHERE tenant_id = $1 AND ${IN_RANGE} ORDER BY device_id LIMIT $5)`),
};

/**
 * A tenant's devices are in few different states, some dozens. Each that there is costs one look into the index; those that are wanted are then
 * read from where the page begins. So a page costs the same whatever the filter and however seldom what it looks for.
 */
export const LIST_DEVICES_IN_STATES: Statement = {
  name: 'catalog-list-devices-in-states',
  text: pageOf(`
      state AS (
        (SELECT ${STATE.sync} AS sync, ${STATE.reason} AS reason, ${STATE.status} AS status, ${STATE.hub} AS hub
         FROM device d WHERE d.tenant_id = $1 ORDER BY ${STATES} LIMIT 1)
        UNION ALL
        SELECT following.* FROM state
        CROSS JOIN LATERAL (
          SELECT ${STATE.sync} AS sync, ${STATE.reason} AS reason, ${STATE.status} AS status, ${STATE.hub} AS hub
          FROM device d WHERE d.tenant_id = $1 AND (${STATES}) > (state.sync, state.reason, state.status, state.hub) ORDER BY ${STATES} LIMIT 1
        ) AS following
      ), page AS (
        SELECT found.device_id FROM state
        CROSS JOIN LATERAL (
          SELECT d.device_id FROM device d
          WHERE d.tenant_id = $1 AND ${STATE.sync} = state.sync AND ${STATE.reason} = state.reason AND ${STATE.status} = state.status AND ${STATE.hub} = state.hub
            AND ${IN_RANGE}
          ORDER BY d.device_id LIMIT $5
        ) AS found
        WHERE ${IS_WANTED}
        ORDER BY found.device_id LIMIT $5
      )`),
};

/**
 * The first devices of some groups ($10), or named by their ids ($11), and all of them in one more group ($12) where that is wanted. Each group is
 * read from where the page begins and only as far as it goes, so that without a filter a page costs the same whatever the size of the group.
 */
export const LIST_DEVICES_WITHIN: Statement = {
  name: 'catalog-list-devices-within',
  text: pageOf(`
      page AS (
        SELECT DISTINCT device_id FROM (
          SELECT found.device_id
          FROM unnest($10::text[]) AS named(group_name)
          CROSS JOIN LATERAL (
            SELECT m.device_id
            FROM (SELECT * FROM device_group_member WHERE tenant_id = $1 AND group_name = named.group_name AND ${IN_RANGE} ORDER BY device_id) AS m
            CROSS JOIN LATERAL (${stateOf('m.device_id')}) AS d
            WHERE ${IS_WANTED} AND ${isInGroup('m.device_id')}
            LIMIT $5
          ) AS found
          UNION ALL
          SELECT named.device_id
          FROM unnest($11::text[]) AS named(device_id)
          CROSS JOIN LATERAL (${stateOf('named.device_id')} AND ${IN_RANGE}) AS d
          WHERE ${IS_WANTED} AND ${isInGroup('named.device_id')}
        ) AS visible
        ORDER BY device_id LIMIT $5
      )`),
};

/** Devices with a tag ($13) of this value ($14), within the scope unless it is everything ($15). They stand in the index by their ids, from where the page begins. */
export const LIST_DEVICES_TAGGED: Statement = {
  name: 'catalog-list-devices-tagged',
  text: pageOf(`
      page AS (
        SELECT t.device_id
        FROM (SELECT device_id FROM device_tag WHERE tenant_id = $1 AND tag = $13 AND value = $14 AND ${IN_RANGE} ORDER BY device_id) AS t
        CROSS JOIN LATERAL (${stateOf('t.device_id')}) AS d
        WHERE ${IS_WANTED} AND ${isInGroup('t.device_id')}
          AND ($15::boolean OR t.device_id = ANY ($11::text[])
            OR (SELECT true FROM device_group_member WHERE tenant_id = $1 AND group_name = ANY ($10::text[]) AND device_id = t.device_id LIMIT 1))
        LIMIT $5
      )`),
};

function stateOf(deviceId: string): string {
  return `SELECT ${STATE.sync} AS sync, ${STATE.reason} AS reason, ${STATE.status} AS status, ${STATE.hub} AS hub FROM device d WHERE d.tenant_id = $1 AND d.device_id = ${deviceId}`;
}

function isInGroup(deviceId: string): string {
  return `($12::text IS NULL OR (SELECT true FROM device_group_member WHERE tenant_id = $1 AND group_name = $12 AND device_id = ${deviceId} LIMIT 1))`;
}

const EVENT_COLUMNS = 'e.id, e.device_id AS "deviceId", e.at, e.kind, e.step, e.reason, e.detail, e.calls';

/** A page begins below the place of a line; without one ($2 is null) at the newest. */
const BELOW = `(e.at, e.id) < (
          coalesce((SELECT at FROM event_log WHERE tenant_id = $1 AND id = $2), CASE WHEN $2::bigint IS NULL THEN timestamptz 'infinity' ELSE '-infinity' END),
          coalesce($2::bigint, 9223372036854775807)) AND e.at >= $3`;

/** Each kind of line has its place in the index; their newest are put together. */
export const EVENTS_OF_KINDS: Statement = {
  name: 'catalog-events-of-kinds',
  text: `
    SELECT e.id, e."deviceId", e.at, e.kind, e.step, e.reason, e.detail, e.calls
    FROM unnest($5::text[]) AS wanted(kind)
    CROSS JOIN LATERAL (
      SELECT ${EVENT_COLUMNS} FROM event_log e WHERE e.tenant_id = $1 AND e.kind = wanted.kind AND ${BELOW} ORDER BY e.at DESC, e.id DESC LIMIT $4
    ) AS e
    ORDER BY e.at DESC, e.id DESC LIMIT $4`,
};

export const EVENTS_OF_DEVICE: Statement = {
  name: 'catalog-events-of-device',
  text: `
    SELECT ${EVENT_COLUMNS} FROM event_log e
    WHERE e.tenant_id = $1 AND e.device_id = $6 AND e.kind = ANY ($5::text[]) AND ${BELOW}
    ORDER BY e.at DESC, e.id DESC LIMIT $4`,
};
