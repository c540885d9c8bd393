import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { mdiCheckDecagramOutline } from '@mdi/js';
import { Link as RouterLink } from 'react-router';
import type { Schemas } from '../api/client.js';
import { Empty } from '../look/empty.js';
import { count } from '../look/format-time.js';
import { Panel } from '../look/panel.js';
import { SyncBadge, SYNC } from '../look/status.js';

type Overview = Schemas['Overview'];

/** The worst first; of equals, what most devices share. */
const WORST = ['dead', 'failing', 'waiting'] as const;
const MOST_SHOWN = 6;

/** Why devices are not in sync, what is most urgent first. Each line leads to its devices. */
export function Attention({ overview: { reasons } }: { overview: Overview }) {
  const wanting = WORST.flatMap((state) => reasons.filter(({ sync }) => sync === state));
  return (
    <Panel title="What needs attention first" about="Devices that are not in sync, by reason">
      {wanting.length === 0 ? (
        <Empty icon={mdiCheckDecagramOutline} title="Nothing does">
          Every device is in the hub as the fleet wants it.
        </Empty>
      ) : (
        <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5 }}>
          {wanting.slice(0, MOST_SHOWN).map(({ sync, reason, why, devices }) => (
            <Box component="li" key={`${sync} ${reason}`} sx={{ display: 'grid', gridTemplateColumns: '96px minmax(0, 1fr)', columnGap: 1.5 }}>
              <Box sx={{ pt: 0.125 }}>
                <SyncBadge sync={sync} />
              </Box>
              <div>
                <Typography variant="body2">{why ?? SYNC[sync].about}</Typography>
                <Link component={RouterLink} variant="body2" to={`/devices?${new URLSearchParams({ sync, ...(reason && { reason }) }).toString()}`} sx={{ fontWeight: 600, display: 'inline-block', minHeight: 24 }}>
                  {count(devices)} {devices === 1 ? 'device' : 'devices'}
                </Link>
              </div>
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
}
