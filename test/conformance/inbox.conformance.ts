import { afterAll, beforeAll, describe } from '@jest/globals';
import { acceptDuties } from './inbox.accept-duties.js';
import { awayDuties } from './inbox.away-duties.js';
import { buryDuties } from './inbox.bury-duties.js';
import type { InboxUnderTest } from './inbox.under-test.js';

/** Every duty in the comments of the port `Inbox`, each as a test, for any inbox. */
export const inboxConformance = (name: string, start: () => Promise<InboxUnderTest>): void =>
  describe(`${name}, as an Inbox`, () => {
    let started: InboxUnderTest;
    beforeAll(async () => {
      started = await start();
    }, 60_000);
    afterAll(() => started.stop());
    const tried = (): InboxUnderTest => started;

    acceptDuties(tried);
    buryDuties(tried);
    awayDuties(tried);
  });
