import type { Fault } from './use-simulation.js';

interface WhatBreaks {
  name: string;
  /** What happens, and what to look for. */
  about: string;
  /** Where that is seen. */
  to: string;
  place: string;
}

/** What can be broken, in the order of the page. */
export const WHAT_BREAKS: Readonly<Record<Fault, WhatBreaks>> = {
  'hub-slow': { name: 'The hub is slow', about: 'Every answer takes five seconds: devices that you accept wait for their turn, and none is lost.', to: '/devices?sync=waiting', place: 'Waiting devices' },
  'hub-throttles': { name: 'The hub throttles (429)', about: 'It refuses for want of budget: the pace goes down, and the calls that were refused are counted.', to: '/', place: 'Budget of the hub' },
  'hub-away': { name: 'The hub is away (503)', about: 'Devices wait and say so, nobody calls a hub that is known to be away, and all go on by themselves once it is back.', to: '/', place: 'What needs attention' },
  'hub-refuses': { name: 'The hub refuses the credentials (401)', about: 'As if somebody regenerated the key: nothing is tried again with a key that is refused, until it is valid or replaced.', to: '/settings/hub', place: 'Settings of the hub' },
  'fleet-away': { name: 'The fleet manager is away (503)', about: 'Webhooks still come in and are kept; what has to be looked up or delivered there waits.', to: '/settings/fleet', place: 'Settings of the fleet' },
  'webhooks-lost': { name: 'Webhooks are lost', about: 'Nobody tells Lockstep what you change here: compare the fleet with the hub to find it, or wait for the sweep.', to: '/operations/drift', place: 'Drift' },
  'devices-away': { name: 'Devices are offline', about: 'Connection strings are delivered and no device reports them: it stands with the device until it comes back.', to: '/devices', place: 'Devices' },
};
