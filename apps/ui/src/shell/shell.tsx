import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Toolbar from '@mui/material/Toolbar';
import useMediaQuery from '@mui/material/useMediaQuery';
import { mdiMenu } from '@mdi/js';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Brand } from '../look/brand.js';
import { Icon } from '../look/icon.js';
import { LoadingLines } from '../look/loading.js';
import { AccountMenu } from './account-menu.js';
import { Navigation } from './navigation.js';
import { SchemeSwitch } from './scheme-switch.js';

const SIDE = 236;

/** What stands around every page: where one can go, how it looks, and who one is. */
export function Shell() {
  const wide = useMediaQuery('(min-width: 960px)', { noSsr: true });
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const first = useRef(true);

  useEffect(() => {
    setOpen(false);
    // A new page begins at its top, for eyes and for screen readers.
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
    window.scrollTo(0, 0);
  }, [pathname]);

  return (
    <Box sx={{ display: 'flex', minHeight: '100vh' }}>
      <Box component="a" href="#content" onClick={(event) => (event.preventDefault(), main.current?.focus())} sx={{ position: 'fixed', left: 12, top: -60, zIndex: 2000, px: 2, py: 1, borderRadius: 1, bgcolor: 'primary.main', color: 'primary.contrastText', '&:focus': { top: 12 } }}>
        Skip to the content
      </Box>
      {wide && (
        <Box component="header" sx={{ width: SIDE, flexShrink: 0, position: 'sticky', top: 0, height: '100vh', display: 'flex', flexDirection: 'column', borderRight: 1, borderColor: 'divider', bgcolor: 'background.paper', p: 2 }}>
          <Box sx={{ px: 1, pt: 0.5, pb: 2.5 }}>
            <Brand />
          </Box>
          <Navigation />
          <Box sx={{ flex: 1 }} />
          <SchemeSwitch />
          <AccountMenu />
        </Box>
      )}
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        {!wide && (
          <AppBar position="sticky" color="inherit" elevation={0} sx={{ borderBottom: 1, borderColor: 'divider' }}>
            <Toolbar sx={{ gap: 1 }}>
              <IconButton aria-label="Open the navigation" aria-expanded={open} edge="start" onClick={() => setOpen(true)}>
                <Icon path={mdiMenu} />
              </IconButton>
              <Brand />
            </Toolbar>
          </AppBar>
        )}
        {!wide && (
          <Drawer open={open} onClose={() => setOpen(false)} slotProps={{ paper: { sx: { width: SIDE + 24, p: 2 } } }}>
            <Stack sx={{ height: '100%' }}>
              <Navigation />
              <Box sx={{ flex: 1 }} />
              <SchemeSwitch />
              <AccountMenu />
            </Stack>
          </Drawer>
        )}
        <Box component="main" id="content" ref={main} tabIndex={-1} sx={{ flex: 1, minWidth: 0, px: { xs: 2, sm: 3, lg: 4 }, py: { xs: 2.5, sm: 3.5 }, outline: 'none' }}>
          <Suspense fallback={<LoadingLines lines={6} />}>
            <Outlet />
          </Suspense>
        </Box>
      </Box>
    </Box>
  );
}
