import type { TriedElsewhere } from './fault.js';

/** Faults of the list that a run of this suite does not make, each with the suites that try it. */
export const TRIED_ELSEWHERE: readonly TriedElsewhere[] = [
  {
    id: 'F32',
    title: 'The connection leads to another hub while devices wait',
    suites: ['test/journeys/move-hub.journey.spec.ts'],
    because: 'It changes which hub is the right one, so it needs a model of its own.',
  },
  {
    id: 'F34',
    title: 'Names that lead elsewhere, and certificates of somebody else',
    suites: ['libs/adapters/azure-iot-hub/src/host-allow-list.spec.ts', 'libs/adapters/azure-iot-hub/src/hub-agent.medium.spec.ts'],
    because: 'What is to be seen is that no connection comes to stand, which no history of a device shows.',
  },
  {
    id: 'F37',
    title: 'Old and new versions beside each other, on one schema',
    suites: ['tools/prisma.medium.spec.ts'],
    because: 'It needs two versions of the product.',
  },
];
