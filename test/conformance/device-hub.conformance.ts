import { afterAll, beforeAll, describe } from '@jest/globals';

import { createDuties } from './device-hub.create-duties.js';
import { crowdDuties } from './device-hub.crowd-duties.js';
import { keyDuties } from './device-hub.key-duties.js';
import { lookDuties, readDuties } from './device-hub.look-duties.js';
import { nameDuties } from './device-hub.name-duties.js';
import { removeDuties } from './device-hub.remove-duties.js';
import { statusDuties } from './device-hub.status-duties.js';
import { Trial, type HubUnderTest } from './device-hub.trial.js';

/** Every duty in the comments of the port `DeviceHub`, each as a test, for any hub. */
export const deviceHubConformance = (name: string, start: () => Promise<HubUnderTest>): void =>
  describe(`${name}, as a DeviceHub`, () => {
    const trial = new Trial(start);
    beforeAll(() => trial.begin());
    afterAll(() => trial.end());

    lookDuties(trial);
    readDuties(trial);
    createDuties(trial);
    statusDuties(trial);
    keyDuties(trial);
    removeDuties(trial);
    nameDuties(trial);
    crowdDuties(trial);
  });
