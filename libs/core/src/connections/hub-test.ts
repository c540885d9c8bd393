import type { Reason } from '../decision/reasons.js';

/** The rights that we need of a hub. Source: Azure IoT Hub, "Control access with shared access signatures". */
export const HUB_RIGHTS = ['registryRead', 'registryWrite', 'serviceConnect'] as const;
export type HubRight = (typeof HUB_RIGHTS)[number];

/** `unknown`: the hub gave no answer that says so. */
export type RightAnswer = 'granted' | 'missing' | 'unknown';

/** Something that kept a test from its answer, named as it is for a device. */
export interface Trouble {
  reason: Reason;
  detail: string;
}

/** What came of signing in to a hub. */
export interface HubTest {
  rights: Readonly<Record<HubRight, RightAnswer>>;
  trouble: Trouble | null;
}

/** What came of signing in to a fleet manager. `devices` is true when it showed its list of devices, which may be empty. */
export interface FleetTest {
  devices: boolean;
  trouble: Trouble | null;
}

/** Whether everything that we need is there. */
export const isComplete = ({ rights }: HubTest): boolean => HUB_RIGHTS.every((right) => rights[right] === 'granted');
