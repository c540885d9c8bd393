import type { Secret } from '#core';

/** For the one answer that hands a secret to whoever it was made for. */
export const showOnce = (secret: Secret): string => secret.reveal();
