import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import { memo } from 'react';
import { NavLink, useLocation } from 'react-router';
import { Icon } from '../look/icon.js';
import { useMe } from '../session/session.js';
import { PLACES, SIMULATION } from './places.js';

/** Where one can go. */
export function Navigation() {
  const { pathname } = useLocation();
  const { simulated } = useMe();
  const places = simulated ? WITH_SIMULATION : PLACES;
  return <Places places={places} here={places.find(({ to }) => (to === '/' ? pathname === '/' : pathname.startsWith(to)))?.to ?? null} />;
}

const WITH_SIMULATION = [...PLACES, SIMULATION];

/** Drawn anew where one comes from one place to another, not for every page within one. */
const Places = memo(function Places({ places, here }: { places: readonly ((typeof PLACES)[number] | typeof SIMULATION)[]; here: string | null }) {
  return (
    <nav aria-label="Main">
      <List disablePadding sx={{ display: 'grid', gap: 0.25 }}>
        {places.map(({ to, word, icon }) => (
          <ListItem key={to} disablePadding>
            <ListItemButton
              component={NavLink}
              to={to}
              end={to === '/'}
              selected={to === here}
              sx={{ borderRadius: 2, px: 1.25, py: 0.75, minHeight: 40, '&.Mui-selected': { color: 'primary.main', '& .MuiListItemIcon-root': { color: 'inherit' } } }}
            >
              <ListItemIcon sx={{ minWidth: 34 }}>
                <Icon path={icon} />
              </ListItemIcon>
              <ListItemText primary={word} slotProps={{ primary: { sx: { fontWeight: 600, fontSize: '0.9375rem' } } }} />
            </ListItemButton>
          </ListItem>
        ))}
      </List>
    </nav>
  );
});
