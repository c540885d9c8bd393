import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DeviceCatalog, DeviceId, type Actor } from '#core';
import { TimelineLine } from '../devices/device-responses.js';
import { PageQuery, RowId, pageOf, wishOf } from '../http/pages.js';
import { Answers, PAGE_HEADERS } from '../openapi/answers.decorator.js';
import { EventPage, eventResponse } from './event-responses.js';

const EventQuery = PageQuery.extend({
  deviceId: DeviceId.optional().meta({ description: 'Only lines of this device.' }),
  kind: TimelineLine.shape.kind.optional().meta({ description: 'Only lines of this kind.' }),
  since: z.iso.datetime({ offset: true }).optional().meta({ description: 'Only lines from then on.' }),
});

/** The event log: what happened to all devices. */
@Controller('api/v1/events')
export class EventsController {
  constructor(private readonly catalog: DeviceCatalog) {}

  /** Lists the event log, newest line first. It holds what was told of devices, what was done, and how it ended. */
  @Get()
  @Requires('device:read', { everywhere: true })
  @Answers(200, 'A page of the event log, newest line first.', EventPage, PAGE_HEADERS)
  async list(
    @CurrentActor() { tenantId }: Actor,
    @Query({ schema: EventQuery }) query: z.infer<typeof EventQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof EventPage>> {
    const { after: before, limit } = wishOf(query, RowId);
    const filter = { deviceId: query.deviceId ?? null, kind: query.kind ?? null, since: query.since === undefined ? null : new Date(query.since) };
    const events = await this.catalog.events(tenantId, { before, limit, filter });
    return { items: pageOf(request, reply, events, { limit: query.limit, keyOf: ({ id }) => String(id) }).map(eventResponse) };
  }
}
