import { Navigate, Outlet, useLocation } from 'react-router';
import { Page } from '../look/page.js';
import { PartLinks } from '../look/part-links.js';

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
      <PartLinks label="Settings" parts={PARTS.map(([name, word]) => ({ to: `/settings/${name}`, word, here: name === part }))} />
      <Outlet />
    </Page>
  );
}
