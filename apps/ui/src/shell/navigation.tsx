import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import { NavLink, useLocation } from 'react-router';
import { Icon } from '../look/icon.js';
import { useMe } from '../session/session.js';
import { PLACES, SIMULATION } from './places.js';

/** Where one can go. */
export function Navigation() {
  const { pathname } = useLocation();
  const { simulated } = useMe();
  return (
    <nav aria-label="Main">
      <List disablePadding sx={{ display: 'grid', gap: 0.25 }}>
        {[...PLACES, ...(simulated ? [SIMULATION] : [])].map(({ to, word, icon }) => (
          <ListItem key={to} disablePadding>
            <ListItemButton
              component={NavLink}
              to={to}
              end={to === '/'}
              selected={to === '/' ? pathname === '/' : pathname.startsWith(to)}
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
}
