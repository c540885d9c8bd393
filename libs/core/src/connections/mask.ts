import type { Secret } from '../secret.js';

const SHOWN = 4;
/** Below this length four characters would give too much away. */
const SHORTEST_TO_SHOW = 20;
/** No secret that we take has it, so what was shown once is recognised when it comes back. */
const COVER = '********';

/** The first characters of a secret and a cover: enough to tell two apart, and no use for anything else. */
export function mask(secret: Secret): string {
  const text = secret.reveal();
  return (text.length >= SHORTEST_TO_SHOW ? text.slice(0, SHOWN) : '') + COVER;
}

/** Whether this is a secret as we show it, sent back in the belief that it is one. */
export const isMasked = (secret: Secret): boolean => secret.reveal().includes(COVER);
