import { mdiClipboardPulseOutline, mdiCogOutline, mdiDevices, mdiFlaskOutline, mdiViewDashboardOutline } from '@mdi/js';

/** The places of the navigation. */
export const PLACES = [
  { to: '/', word: 'Overview', icon: mdiViewDashboardOutline },
  { to: '/devices', word: 'Devices', icon: mdiDevices },
  { to: '/operations', word: 'Operations', icon: mdiClipboardPulseOutline },
  { to: '/settings', word: 'Settings', icon: mdiCogOutline },
] as const;

/** A place more, where the fleet is simulated. */
export const SIMULATION = { to: '/simulation', word: 'Simulated fleet', icon: mdiFlaskOutline } as const;
