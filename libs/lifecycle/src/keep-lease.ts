import type { Claim, Devices } from '#core';

/** Renews a lease while a pass is at work: a hub may hold a request back for a minute. Call what it returns when the pass is over. */
export function keepLease(devices: Devices, claim: Claim): () => void {
  const timer = setInterval(() => {
    // A renewal that fails is tried again at the next beat; if the lease runs out meanwhile, the fence refuses our writes.
    devices.renew(claim).catch(() => undefined);
  }, claim.leaseMs / 3);
  return () => clearInterval(timer);
}
