import { ofEachDevice } from './invariant.js';

/** Lost webhooks heal. A device in the fleet of which nothing came in must have been found by the sweep. */
export const I3 = ofEachDevice('I3', 'What no webhook told us, the sweep finds out.', ({ model: { state }, row }) =>
  state === 'accepted' && !row ? 'the fleet accepts it, and we have never heard of it' : null,
);
