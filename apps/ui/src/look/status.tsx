import { mdiAlertCircle, mdiAlertOctagon, mdiCheckCircle, mdiCircleOutline, mdiCloseCircle, mdiHelpCircleOutline, mdiProgressClock } from '@mdi/js';
import type { Schemas } from '../api/client.js';

type Tone = 'success' | 'info' | 'failing' | 'error' | 'warning' | 'secondary';
type Device = Schemas['Device'];

interface Look {
  word: string;
  icon: string;
  tone: Tone;
}

export const SYNC: Readonly<Record<Device['sync'], Look & { about: string }>> = {
  'in-sync': { word: 'In sync', icon: mdiCheckCircle, tone: 'success', about: 'The hub is as the fleet wants it' },
  waiting: { word: 'Waiting', icon: mdiProgressClock, tone: 'info', about: 'On their way, or waiting for their turn' },
  failing: { word: 'Failing', icon: mdiAlertCircle, tone: 'failing', about: 'Tried, did not work, will be tried again' },
  dead: { word: 'Gave up', icon: mdiAlertOctagon, tone: 'error', about: 'Not tried again until somebody looks' },
};

const FLEET: Readonly<Record<Device['status'], Look>> = {
  accepted: { word: 'Accepted', icon: mdiCheckCircle, tone: 'success' },
  preauthorized: { word: 'Preauthorized', icon: mdiProgressClock, tone: 'info' },
  pending: { word: 'Pending', icon: mdiProgressClock, tone: 'info' },
  rejected: { word: 'Rejected', icon: mdiCloseCircle, tone: 'warning' },
  noauth: { word: 'Dismissed', icon: mdiCloseCircle, tone: 'warning' },
  decommissioned: { word: 'Decommissioned', icon: mdiCircleOutline, tone: 'secondary' },
};

const HUB: Readonly<Record<Device['hubStatus'], Look>> = {
  enabled: { word: 'Enabled', icon: mdiCheckCircle, tone: 'success' },
  disabled: { word: 'Disabled', icon: mdiCloseCircle, tone: 'warning' },
  absent: { word: 'Not in the hub', icon: mdiCircleOutline, tone: 'secondary' },
  unknown: { word: 'Not known yet', icon: mdiHelpCircleOutline, tone: 'secondary' },
};

/** A state as a picture and a word, never by colour alone. Its rules are in the theme: long lists draw hundreds of it while they are scrolled. */
export function Badge({ word, icon, tone, filled = false, role }: Look & { filled?: boolean; role?: 'cell' }) {
  return (
    <span role={role} className={filled ? 'badge filled' : 'badge'} style={{ color: `var(--mui-palette-${tone}-main)` }}>
      <svg aria-hidden viewBox="0 0 24 24">
        <path d={icon} />
      </svg>
      {word}
    </span>
  );
}

export const SyncBadge = ({ sync, filled, role }: { sync: Device['sync']; filled?: boolean; role?: 'cell' }) => <Badge {...SYNC[sync]} filled={filled} role={role} />;
export const FleetBadge = ({ status, role }: { status: Device['status']; role?: 'cell' }) => <Badge {...FLEET[status]} role={role} />;
export const HubBadge = ({ status, role }: { status: Device['hubStatus']; role?: 'cell' }) => <Badge {...HUB[status]} role={role} />;
