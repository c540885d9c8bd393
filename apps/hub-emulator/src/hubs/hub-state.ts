import type { DeviceStore } from '../storage/device-store.js';
import type { Throttle } from '../throttle/throttle.js';

/** What a hub holds, and how fast it may be asked: all that its jobs need of it. */
export interface HubState {
  readonly devices: DeviceStore;
  readonly throttle: Throttle;
}
