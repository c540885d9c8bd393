import type { TagValue } from '../twins/tag-values.js';

/** The tags of one device, as the hub showed them. */
export interface DeviceTags {
  deviceId: string;
  tags: readonly TagValue[];
}

/** The tags of devices as they were seen last, so that devices are found by them without asking the hub. */
export abstract class SeenTags {
  /** These are the tags of the device now, all of them. A device that we do not know is passed over. Throws StoreIsAway. */
  abstract note(tenantId: string, device: DeviceTags): Promise<void>;
}
