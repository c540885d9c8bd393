import { isJsonList, isJsonObject, textIn, timeIn, type HubModule, type JsonValue } from '#core';

/**
 * Reads what the hub lists of a device's modules, or answers null when it is no such list. Nothing but what is named is kept: the
 * hub sends the keys of each.
 */
export function readModules(document: JsonValue, deviceId: string): HubModule[] | null {
  if (!isJsonList(document)) return null;
  const modules = document.map((entry) => (isJsonObject(entry) && entry.get('deviceId') === deviceId ? readModule(entry) : null));
  return modules.every((module) => module !== null) ? modules : null;
}

function readModule(entry: Parameters<typeof textIn>[0]): HubModule | null {
  const moduleId = textIn(entry, 'moduleId');
  return moduleId === null ? null : { moduleId, managedBy: textIn(entry, 'managedBy') || null, connectionState: textIn(entry, 'connectionState'), lastActivityAt: timeIn(entry, 'lastActivityTime') };
}
