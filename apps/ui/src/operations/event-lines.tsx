import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router';
import type { Schemas } from '../api/client.js';
import { Badge } from '../look/status.js';
import { STORY_KINDS } from '../look/story-kinds.js';
import { MONO } from '../look/theme.js';
import { Time } from '../look/times.js';

/** Lines of the event log, the latest first, each with its device. */
export const EventLines = ({ events }: { events: readonly Schemas['Event'][] }) => (
  <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
    {events.map(({ id, at, kind, deviceId, sentence }) => (
      <Box component="li" key={id} sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr) auto', sm: '104px minmax(0, 1fr) auto' }, columnGap: 1.5, alignItems: 'baseline', py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0, pt: 0 } }}>
        <Badge {...STORY_KINDS[kind]} />
        <Box sx={{ minWidth: 0, gridRow: { xs: 2, sm: 1 }, gridColumn: { xs: '1 / -1', sm: 2 } }}>
          <Link component={RouterLink} to={`/devices/${encodeURIComponent(deviceId)}`} sx={{ fontFamily: MONO, fontSize: '0.8125rem', fontWeight: 600, overflowWrap: 'anywhere', display: 'inline-block', minHeight: 24 }}>
            {deviceId}
          </Link>
          <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {sentence}
          </Typography>
        </Box>
        <Typography variant="caption" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
          <Time at={at} />
        </Typography>
      </Box>
    ))}
  </Box>
);
