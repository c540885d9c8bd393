import { LeaseLost, type Claim, type Devices } from '#core';

export interface Lease {
  /**
   * For what no fence refuses: throws LeaseLost once the lease may have run out, because the process was stopped for a while or could not
   * renew it. Another worker may have the device then.
   */
  assertHeld(): void;
  /** The pass is over, or has to be. */
  letGo(): void;
}

/**
 * Renews a lease while a pass is at work: a hub may hold a request back for a minute. `askedAt` is when the claim was sent, by
 * `performance.now()`, which no clock that is set can move.
 */
export function keepLease(devices: Devices, claim: Claim, askedAt: number): Lease {
  const { key, leaseMs } = claim;
  let heldUntil = askedAt + leaseMs;
  let isLetGo = false;
  const renew = async (): Promise<void> => {
    const sentAt = performance.now();
    const isRenewed = await devices.renew(claim);
    heldUntil = isRenewed ? Math.max(heldUntil, sentAt + leaseMs) : -Infinity;
  };
  // A renewal that fails is tried again at the next beat; if the lease runs out meanwhile, the fence refuses our writes.
  const timer = setInterval(() => void renew().catch(() => undefined), leaseMs / 3);
  return {
    assertHeld: () => {
      // A renewal that was under way when it was let go may still come through.
      if (!isLetGo && performance.now() < heldUntil) return;
      throw new LeaseLost(`The lease of device ${key.deviceId} ran out before a step was taken. Whoever has the device now goes on with it.`);
    },
    letGo: () => {
      clearInterval(timer);
      isLetGo = true;
    },
  };
}
