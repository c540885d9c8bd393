import type { Reason } from '#core';

/** What a device may wait for until somebody sets up, resumes or corrects a connection. */
export const WAIT_FOR_HUB: readonly Reason[] = ['no-hub-connection', 'hub-paused', 'hub-refuses-credentials', 'hub-is-away'];
export const WAIT_FOR_FLEET: readonly Reason[] = ['no-fleet-connection', 'fleet-refuses-credentials', 'gone-without-a-word'];
