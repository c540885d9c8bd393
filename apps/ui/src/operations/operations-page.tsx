import { Navigate, Outlet, useLocation } from 'react-router';
import { Page } from '../look/page.js';
import { PartLinks } from '../look/part-links.js';

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
      <PartLinks label="Operations" parts={PARTS.map(([name, word]) => ({ to: `/operations/${name}`, word, here: name === part }))} />
      <Outlet />
    </Page>
  );
}
