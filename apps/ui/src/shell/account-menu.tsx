import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import FormControlLabel from '@mui/material/FormControlLabel';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { mdiAccountCircleOutline } from '@mdi/js';
import { memo, useState } from 'react';
import { answer, api } from '../api/client.js';
import { useAnnounce } from '../look/announcements.js';
import { Icon } from '../look/icon.js';
import { useTimes } from '../look/times.js';
import { useMe } from '../session/session.js';

/** Who one is, with which roles, and the way out. */
export const AccountMenu = memo(function AccountMenu() {
  const me = useMe();
  const { utc, setUtc } = useTimes();
  const announce = useAnnounce();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const roles = [...new Set(me.grants.map(({ role }) => role))].join(', ') || 'no role';
  const signOut = async () => {
    try {
      await answer(api.DELETE('/api/v1/session'));
      // From the beginning: nothing of whoever was here stays in memory.
      location.assign('/');
    } catch (error) {
      announce(`Not signed out: ${error instanceof Error ? error.message : String(error)}`, 'error');
    }
  };
  return (
    <>
      <FormControlLabel control={<Switch size="small" checked={utc} onChange={(event) => setUtc(event.target.checked)} />} label="Times in UTC" slotProps={{ typography: { variant: 'body2' } }} sx={{ ml: 0, mb: 1, minHeight: 32 }} />
      <Button fullWidth color="inherit" aria-haspopup="menu" aria-expanded={anchor !== null} onClick={(event) => setAnchor(event.currentTarget)} startIcon={<Icon path={mdiAccountCircleOutline} />} sx={{ justifyContent: 'flex-start', borderColor: 'divider', minWidth: 0 }}>
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {me.name}
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)} anchorOrigin={{ vertical: 'top', horizontal: 'left' }} transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}>
        <Box sx={{ px: 2, py: 1, maxWidth: 280 }}>
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{me.name}</Typography>
          <Typography variant="body2" color="textSecondary">
            {roles} · tenant {me.tenantId}
          </Typography>
        </Box>
        <Divider />
        <MenuItem onClick={() => void signOut()}>Sign out</MenuItem>
      </Menu>
    </>
  );
});
