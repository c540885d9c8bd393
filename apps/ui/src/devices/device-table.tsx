import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { Schemas } from '../api/client.js';
import { FleetBadge, HubBadge, SyncBadge } from '../look/status.js';
import { MONO } from '../look/theme.js';
import { Time } from '../look/times.js';
import { count } from '../look/format-time.js';

type Device = Schemas['Device'];

const COLUMNS = 'minmax(150px, 1fr) 92px 132px 124px minmax(160px, 2.6fr) 116px';
const LINE = 50;
const TALL_LINE = 86;
/** Lines that are drawn above and below what is seen. */
const AHEAD = 8;
/** So many lines before the end the next page is asked for. */
const ASK_BEFORE_END = 100;

/** Rules for the whole table: a style of its own for each part of each line would cost more time than a frame has. */
const LINES = {
  position: 'relative',
  '& .line': { position: 'absolute', insetInline: 0, contain: 'strict', px: 2.5, borderBottom: 1, borderColor: 'divider', '&:hover, &:focus-within': { bgcolor: 'action.hover' } },
  '& .wide': { display: 'grid', gridTemplateColumns: COLUMNS, gap: 2, alignItems: 'center', fontSize: '0.875rem' },
  '& .narrow': { py: 1 },
  '& [role=cell]': { minWidth: 0 },
  '& .middle': { display: 'flex', alignItems: 'center' },
  '& .apart': { display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', gap: 1 },
  '& .both': { display: 'flex', gap: 2 },
  '& .cut': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  '& .muted': { color: 'text.secondary' },
  '& .small': { fontSize: '0.8125rem' },
  '& .name': { display: 'block', color: 'primary.main', fontFamily: MONO, fontSize: '0.875rem', fontWeight: 600, lineHeight: '28px', textDecoration: 'none', '&:hover': { textDecoration: 'underline' } },
} as const;

interface DeviceTableProps {
  devices: readonly Device[];
  more: boolean;
  loading: boolean;
  onEnd(): void;
}

/** As many lines as there are devices, of which only those in sight are in the page. */
export function DeviceTable({ devices, more, loading, onEnd }: DeviceTableProps) {
  const wide = useMediaQuery('(min-width: 1100px)', { noSsr: true });
  const box = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => setAbove(box.current?.offsetTop ?? 0), [wide]);
  const virtual = useWindowVirtualizer({ count: devices.length, estimateSize: () => (wide ? LINE : TALL_LINE), overscan: AHEAD, scrollMargin: above });
  const lines = virtual.getVirtualItems();
  const last = lines.at(-1)?.index ?? 0;
  useEffect(() => virtual.measure(), [virtual, wide]);
  useEffect(() => {
    if (more && !loading && last >= devices.length - ASK_BEFORE_END) onEnd();
  }, [more, loading, last, devices.length, onEnd]);

  return (
    <>
      <div role="table" aria-label="Devices" aria-rowcount={more ? -1 : devices.length + 1}>
        <div role="rowgroup">
          <Box role="row" aria-rowindex={1} sx={{ display: wide ? 'grid' : 'none', gridTemplateColumns: COLUMNS, gap: 2, px: 2.5, py: 1, bgcolor: 'background.sunken', borderBottom: 1, borderColor: 'divider', color: 'text.secondary', fontSize: '0.8125rem', fontWeight: 600 }}>
            {['Device', 'State', 'In the fleet', 'In the hub', 'Why', 'Changed'].map((word) => (
              <span role="columnheader" key={word}>
                {word}
              </span>
            ))}
          </Box>
        </div>
        <Box role="rowgroup" ref={box} style={{ height: virtual.getTotalSize() }} sx={LINES}>
          {lines.map(({ index, start, size }) => (
            <Line key={devices[index]!.deviceId} device={devices[index]!} index={index} wide={wide} top={start - above} height={size} />
          ))}
        </Box>
      </div>
      <Typography variant="caption" color="textSecondary" component="p" role="status" sx={{ px: 2.5, py: 1.25, borderTop: 1, borderColor: 'divider' }}>
        {loading ? 'Loading more…' : `${count(devices.length)} ${devices.length === 1 ? 'device' : 'devices'}${more ? ' so far; scroll for more' : ''}`}
      </Typography>
    </>
  );
}

interface LineProps {
  device: Device;
  index: number;
  wide: boolean;
  top: number;
  height: number;
}

/** Drawn once for as long as it is in sight: scrolling moves lines, it does not change them. */
const Line = memo(function Line({ device: { deviceId, sync, status, hubStatus, why, updatedAt }, index, wide, top, height }: LineProps) {
  const style = { top, height };
  const name = (
    <RouterLink className="name cut" to={`/devices/${encodeURIComponent(deviceId)}`}>
      {deviceId}
    </RouterLink>
  );
  if (wide) {
    return (
      <div role="row" aria-rowindex={index + 2} style={style} className="line wide">
        <div role="cell">{name}</div>
        <div role="cell" className="middle"><SyncBadge sync={sync} /></div>
        <div role="cell" className="middle"><FleetBadge status={status} /></div>
        <div role="cell" className="middle"><HubBadge status={hubStatus} /></div>
        <div role="cell" title={why ?? undefined} className="cut muted">{why}</div>
        <div role="cell" className="muted"><Time at={updatedAt} plain /></div>
      </div>
    );
  }
  return (
    <div role="row" aria-rowindex={index + 2} style={style} className="line narrow">
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
