import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { Schemas } from '../api/client.js';
import { count } from '../look/format-time.js';
import { SYNC, SyncBadge } from '../look/status.js';

type Overview = Schemas['Overview'];
type Sync = keyof typeof SYNC;

const ORDER: readonly Sync[] = ['in-sync', 'waiting', 'failing', 'dead'];

const share = (part: number, whole: number): string => (whole === 0 ? '' : part === 0 || part === whole ? `${(100 * part) / whole} %` : `${Math.min(99.9, Math.max(0.1, (100 * part) / whole)).toFixed(1)} %`);

/** How many devices are in which state. Each leads to these devices. */
export function StateTiles({ overview: { sync, devices } }: { overview: Overview }) {
  return (
    <Box component="ul" aria-label="Devices by state" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 2, gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(4, minmax(0, 1fr))' } }}>
      {ORDER.map((state) => (
        <Paper
          key={state}
          component="li"
          variant="outlined"
          sx={{ position: 'relative', p: 2, overflow: 'hidden', '&:hover, &:focus-within': { borderColor: 'primary.main' }, '&::before': { content: '""', position: 'absolute', insetBlock: 0, left: 0, width: 4, backgroundColor: `var(--mui-palette-${SYNC[state].tone}-main)` } }}
        >
          <Box component={Link} to={`/devices?sync=${state}`} sx={{ color: 'inherit', textDecoration: 'none', '&::after': { content: '""', position: 'absolute', inset: 0 } }}>
            <SyncBadge sync={state} />
          </Box>
          <Typography sx={{ fontSize: { xs: '1.5rem', sm: '1.875rem' }, fontWeight: 650, letterSpacing: '-0.02em', lineHeight: 1.35 }}>
            {count(sync[state])}{' '}
            <Typography component="span" variant="body2" color="textSecondary">
              {share(sync[state], devices)}
            </Typography>
          </Typography>
          <Typography variant="caption" color="textSecondary" component="p">
            {SYNC[state].about}
          </Typography>
        </Paper>
      ))}
    </Box>
  );
}
