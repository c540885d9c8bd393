import { isJsonList, isJsonObject, parseJson, type Change, type EditState, type JsonValue, type TwinEdit } from '#core';
import type { TwinEdit as TwinEditRow } from './generated/prisma/client.js';

/** An edit as its row tells it. */
export const editOf = (row: TwinEditRow): TwinEdit => ({
  id: row.id,
  address: { key: { tenantId: row.tenantId, deviceId: row.deviceId }, moduleId: row.moduleId === '' ? null : row.moduleId },
  at: row.begunAt,
  kind: row.kind === 'undo' ? 'undo' : 'edit',
  undoes: row.undoes,
  by: row.actor,
  state: row.state as EditState,
  changes: changesIn(parseJson(row.changes)),
  etagBefore: row.etagBefore,
  etagAfter: row.etagAfter,
  versionBefore: Number(row.versionBefore),
});

const changesIn = (list: JsonValue): Change[] => (isJsonList(list) ? list.map(changeIn) : []);

function changeIn(value: JsonValue): Change {
  const at = isJsonObject(value) ? value.get('at') : undefined;
  if (!isJsonObject(value) || typeof at !== 'string') throw new Error('A stored edit of a twin holds something that is no change.');
  return { at, before: value.get('before'), after: value.get('after') };
}
