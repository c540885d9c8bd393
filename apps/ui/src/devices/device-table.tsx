import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useCallback, type MouseEvent } from 'react';
import { useNavigate } from 'react-router';
import type { Schemas } from '../api/client.js';
import { count } from '../look/format-time.js';
import { MONO } from '../look/theme.js';
import { DeviceLines, LINE, TALL_LINE } from './device-lines.js';

const COLUMNS = 'minmax(150px, 1fr) 84px 148px 130px minmax(160px, 2.6fr) 112px';

/** Rules for the whole table: a style of its own for each part of each line would cost more time than a frame has. */
const LOOK = {
  '& .lines': { position: 'relative', contain: 'strict' },
  '& .lines > div': { position: 'absolute', insetInline: 0 },
  '& .line': { height: TALL_LINE, contain: 'strict', px: 2.5, py: 1, borderBottom: 1, borderColor: 'divider', '&:hover, &:focus-within': { bgcolor: 'action.hover' } },
  '& .wide .line': { height: LINE, py: 0, display: 'grid', gridTemplateColumns: COLUMNS, gap: 1.5, alignItems: 'center', fontSize: '0.875rem' },
  '& [role=cell]': { minWidth: 0 },
  '& .apart': { display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', gap: 1 },
  '& .both': { display: 'flex', gap: 2 },
  '& .cut': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  '& .muted': { color: 'text.secondary' },
  '& .small': { fontSize: '0.8125rem' },
  '& .name': { display: 'block', color: 'primary.main', fontFamily: MONO, fontSize: '0.875rem', fontWeight: 600, lineHeight: '28px', textDecoration: 'none', '&:hover': { textDecoration: 'underline' } },
} as const;

interface DeviceTableProps {
  devices: readonly Schemas['Device'][];
  more: boolean;
  loading: boolean;
  onEnd(): void;
}

/** As many lines as there are devices. */
export function DeviceTable({ devices, more, loading, onEnd }: DeviceTableProps) {
  const wide = useMediaQuery('(min-width: 1100px)', { noSsr: true });
  const navigate = useNavigate();
  const go = useCallback((event: MouseEvent) => {
    const link = (event.target as Element).closest('a');
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void navigate(link.pathname);
  }, [navigate]);
  return (
    <>
      <Box role="table" aria-label="Devices" aria-rowcount={more ? -1 : devices.length + 1} onClick={go} sx={LOOK}>
        <div role="rowgroup">
          <Box role="row" aria-rowindex={1} sx={{ display: wide ? 'grid' : 'none', gridTemplateColumns: COLUMNS, gap: 1.5, px: 2.5, py: 1, bgcolor: 'background.sunken', borderBottom: 1, borderColor: 'divider', color: 'text.secondary', fontSize: '0.8125rem', fontWeight: 600 }}>
            {['Device', 'State', 'In the fleet', 'In the hub', 'Why', 'Changed'].map((word) => (
              <span role="columnheader" key={word}>
                {word}
              </span>
            ))}
          </Box>
        </div>
        <DeviceLines devices={devices} wide={wide} more={more} loading={loading} onEnd={onEnd} />
      </Box>
      <Typography variant="caption" color="textSecondary" component="p" role="status" sx={{ px: 2.5, py: 1.25, borderTop: 1, borderColor: 'divider' }}>
        {loading ? 'Loading more…' : `${count(devices.length)} ${devices.length === 1 ? 'device' : 'devices'}${more ? ' so far; scroll for more' : ''}`}
      </Typography>
    </>
  );
}
