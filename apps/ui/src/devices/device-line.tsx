import { memo } from 'react';
import type { Schemas } from '../api/client.js';
import { FleetBadge, HubBadge, SyncBadge } from '../look/status.js';
import { Time } from '../look/times.js';

interface DeviceLineProps {
  device: Schemas['Device'];
  /** Counted from 1, which is the head of the table. */
  row: number;
  wide: boolean;
}

/** Drawn once for as long as it is in sight, of plain elements: each part that knows more would be paid a hundred times a second while somebody scrolls. */
export const DeviceLine = memo(function DeviceLine({ device: { deviceId, sync, status, hubStatus, why, updatedAt }, row, wide }: DeviceLineProps) {
  const name = (
    <a className="name cut" href={`/devices/${encodeURIComponent(deviceId)}`}>
      {deviceId}
    </a>
  );
  if (wide) {
    return (
      <div role="row" aria-rowindex={row} className="line">
        <div role="cell">{name}</div>
        <SyncBadge role="cell" sync={sync} />
        <FleetBadge role="cell" status={status} />
        <HubBadge role="cell" status={hubStatus} />
        <div role="cell" title={why ?? undefined} className="cut muted">{why}</div>
        <div role="cell" className="muted"><Time at={updatedAt} plain /></div>
      </div>
    );
  }
  return (
    <div role="row" aria-rowindex={row} className="line">
      <div role="cell" className="apart">
        {name}
        <SyncBadge sync={sync} />
      </div>
      <div role="cell" className="both">
        <FleetBadge status={status} />
        <HubBadge status={hubStatus} />
      </div>
      <div role="cell" title={why ?? undefined} className="cut muted small">{why}</div>
    </div>
  );
});
