import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { Page } from '../look/page.js';

const PARTS = [
  ['hub', 'Azure IoT Hub'],
  ['fleet', 'Fleet manager'],
  ['sources', 'Webhooks'],
  ['access', 'Access'],
  ['appearance', 'Appearance'],
] as const;

/** What an administrator sets up. */
export function SettingsPage() {
  const { pathname } = useLocation();
  const part = pathname.split('/')[2] ?? '';
  if (part === '') return <Navigate to="/settings/hub" replace />;
  return (
    <Page title="Settings" about="What Lockstep is connected to, and who may do what.">
      <Tabs value={PARTS.some(([name]) => name === part) ? part : false} variant="scrollable" allowScrollButtonsMobile aria-label="Settings" sx={{ borderBottom: 1, borderColor: 'divider' }}>
        {PARTS.map(([name, word]) => (
          <Tab key={name} value={name} label={word} component={Link} to={`/settings/${name}`} />
        ))}
      </Tabs>
      <Outlet />
    </Page>
  );
}
