import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { LIMITS, type Part } from './check-part.js';

const NEAR = 0.8;

/** How much of what the hub takes of a part is used; nothing is known of a text that cannot be read. */
export function ByteMeter({ part, bytes }: { part: Part; bytes: number | null }) {
  const most = LIMITS.bytes[part];
  const share = (bytes ?? 0) / most;
  const words = bytes === null ? `of ${most.toLocaleString('en')} bytes` : `${bytes.toLocaleString('en')} of ${most.toLocaleString('en')} bytes`;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minWidth: 220 }}>
      <LinearProgress
        variant="determinate"
        value={Math.min(100, share * 100)}
        color={share > 1 ? 'error' : share > NEAR ? 'warning' : 'primary'}
        aria-label={`Size of the ${part}`}
        aria-valuetext={words}
        sx={{ flex: 1, height: 6, borderRadius: 3, backgroundColor: 'divider' }}
      />
      <Typography variant="caption" sx={{ color: share > 1 ? 'error.main' : 'text.secondary', whiteSpace: 'nowrap' }}>
        {words}
      </Typography>
    </Box>
  );
}
