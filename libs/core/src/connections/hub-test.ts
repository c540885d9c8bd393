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

/** So long a process holds its calls to a hub that it found in trouble, ms: by then that is written down, or it is over. */
export const HOLD_MS = 5_000;

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

/** Reasons that a hub is away, whatever the call was about. */
const AWAY: readonly Reason[] = ['hub-is-away', 'hub-outcome-unknown', 'hub-answer-unreadable'];

/** What a test says is the matter with a hub for all devices alike, or null. A hub that asks us to slow down is well. */
export function troubleIn(test: HubTest): Trouble | null {
  const missing = HUB_RIGHTS.filter((right) => test.rights[right] === 'missing');
  if (missing.length > 0) return { reason: 'hub-refuses-credentials', detail: test.trouble?.detail ?? `The credentials lack the rights ${missing.join(', ')}.` };
  const { trouble } = test;
  if (!trouble) return null;
  if (AWAY.includes(trouble.reason)) return { ...trouble, reason: 'hub-is-away' };
  return trouble.reason === 'hub-refuses-credentials' ? trouble : null;
}
