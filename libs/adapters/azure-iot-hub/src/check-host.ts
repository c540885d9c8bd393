import { HostNotAllowed } from '#core';

import { isAllowedHost } from './host-allow-list.js';

/** A check that throws HostNotAllowed for a host that no pattern of the list fits. */
export const hostCheck =
  (allowedHosts: readonly string[]) =>
  (hostName: string): void => {
    if (isAllowedHost(hostName, allowedHosts)) return;
    throw new HostNotAllowed(`The host ${hostName.slice(0, 253)} is not among the hubs that may be connected (LOCKSTEP_HUB_HOSTS: ${allowedHosts.join(', ')}).`);
  };
