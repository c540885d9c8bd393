import { ofEachDevice } from './invariant.js';

/** No lost event. */
export const I2 = ofEachDevice('I2', 'Whatever was acknowledged is stored, and a pass has seen it.', ({ acknowledged, inbox, row }) => {
  const stored = new Map(inbox.map(({ eventId, generation }) => [eventId, generation]));
  const lost = acknowledged.find((eventId) => !stored.has(eventId));
  if (lost !== undefined) return `the event ${lost} was acknowledged and is not in the inbox`;
  const unseen = inbox.find(({ generation }) => (row?.settled ?? 0) < generation);
  return unseen && `the event ${unseen.eventId} made generation ${unseen.generation}, and the last pass saw ${row?.settled ?? 'none'}`;
});
