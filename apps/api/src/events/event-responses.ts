import { z } from 'zod';
import type { EventEntry } from '#core';
import { TimelineLine, timelineResponse } from '../devices/device-responses.js';

export const EventResponse = TimelineLine.extend({ deviceId: z.string() }).meta({ id: 'Event' });

export const EventPage = z.object({ items: z.array(EventResponse) }).meta({ id: 'EventPage' });

export const eventResponse = (entry: EventEntry): z.infer<typeof EventResponse> => ({ ...timelineResponse(entry), deviceId: entry.deviceId });
