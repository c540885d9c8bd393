import type { Fleet, FleetConnection } from '#core';

/** A fleet to hold to its duties, and the other side of it: what its administrators and its devices do. */
export interface FleetUnderTest {
  fleet: Fleet;
  connection: FleetConnection;
  /** A device that the fleet has not seen before asks to be let in, and is given this status. */
  addDevice(deviceId: string, status: 'accepted' | 'preauthorized' | 'rejected' | 'noauth' | 'pending'): Promise<void>;
  changeDevice(deviceId: string, to: 'accepted' | 'rejected' | 'noauth' | 'decommissioned'): Promise<void>;
  /** The device applies the last deployment and reports it. */
  report(deviceId: string): Promise<void>;
  deploymentsOf(deviceId: string): Promise<string[]>;
  /** From now on every answer is a request to come back after 7 seconds. */
  slowDown(): Promise<void>;
  /** From now on the fleet cannot be reached. */
  goAway(): Promise<void>;
  stop(): Promise<void>;
}
