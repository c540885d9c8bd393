export { leadsToBlockedAddress } from './blocked-addresses.js';
export * from './mender-fleet.js';
export * from './mender-fleet-list.js';
export * from './mender-probe.js';
