import { CLOCK_AND_CREDENTIAL_FAULTS } from './clocks-and-credentials.js';
import { TRIED_ELSEWHERE } from './elsewhere.js';
import type { Fault } from './fault.js';
import { HUB_FAULTS } from './hub.js';
import { MENDER_FAULTS } from './mender.js';
import { POSTGRES_FAULTS } from './postgres.js';
import { REDIS_FAULTS } from './redis.js';
import { ROTATION_FAULTS } from './rotations.js';
import { STORM_FAULT, WEBHOOK_FAULTS } from './webhooks.js';
import { WORKER_FAULTS } from './workers.js';

const numberOf = ({ id }: { id: string }): number => Number(id.slice(1));

/** Every fault that a run can make, in the order of their numbers. */
export const FAULTS: readonly Fault[] = [
  ...WORKER_FAULTS,
  ...REDIS_FAULTS,
  ...POSTGRES_FAULTS,
  ...HUB_FAULTS,
  ...WEBHOOK_FAULTS,
  ...CLOCK_AND_CREDENTIAL_FAULTS,
  ...ROTATION_FAULTS,
  ...MENDER_FAULTS,
  STORM_FAULT,
].sort((one, other) => numberOf(one) - numberOf(other));

export { TRIED_ELSEWHERE };
