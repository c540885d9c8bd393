import type { Twin, TwinEdit, WritableMembers } from '#core';

/** What the API shows of a twin: what is not named here stays behind. Its shape is `TwinResponse`. */
export const twinResponse = (twin: Twin): WritableMembers => ({
  deviceId: twin.deviceId,
  moduleId: twin.moduleId ?? undefined,
  etag: twin.etag,
  version: twin.version,
  desiredVersion: twin.desiredVersion,
  reportedVersion: twin.reportedVersion,
  status: twin.status,
  connectionState: twin.connectionState,
  lastActivityAt: twin.lastActivityAt,
  desired: twin.desired,
  reported: twin.reported,
  tags: twin.tags,
});

/** One edit as the API shows it. Its shape is `TwinEditResponse`. */
export const editResponse = (edit: TwinEdit): WritableMembers => ({
  id: String(edit.id),
  at: edit.at.toISOString(),
  by: edit.by,
  kind: edit.kind,
  undoes: edit.undoes === null ? null : String(edit.undoes),
  state: edit.state,
  changes: edit.changes.map(({ at, before, after }) => ({ at, before, after })),
  versionBefore: edit.versionBefore,
  etagBefore: edit.etagBefore,
  etagAfter: edit.etagAfter,
});
