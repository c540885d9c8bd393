import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { Page } from '../look/page.js';

const PARTS = [
  ['events', 'Event log'],
  ['dead-letters', 'Dead letters'],
  ['drift', 'Drift'],
  ['queue', 'Queue'],
] as const;

/** What happened, and what somebody has to look after. */
export function OperationsPage() {
  const { pathname } = useLocation();
  const part = pathname.split('/')[2] ?? '';
  if (part === '') return <Navigate to="/operations/events" replace />;
  return (
    <Page title="Operations" about="What happened, and what waits for somebody.">
      <Tabs value={PARTS.some(([name]) => name === part) ? part : false} variant="scrollable" allowScrollButtonsMobile aria-label="Operations" sx={{ borderBottom: 1, borderColor: 'divider' }}>
        {PARTS.map(([name, word]) => (
          <Tab key={name} value={name} label={word} component={Link} to={`/operations/${name}`} />
        ))}
      </Tabs>
      <Outlet />
    </Page>
  );
}
