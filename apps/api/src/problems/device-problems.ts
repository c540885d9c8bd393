import type { Problem } from './problem.js';

/** What can be wrong with a request about a device. */
export const DEVICE_PROBLEMS = {
  'device-without-key': {
    status: 409,
    title: 'The device has no key that could be rotated',
    todo: 'A device that is not in the hub gets its key when it is accepted; one that signs in with a certificate has none.',
    example: 'The device pump-7 has no key: it is not in the hub, or it signs in with a certificate.',
  },
} as const satisfies Record<string, Problem>;
