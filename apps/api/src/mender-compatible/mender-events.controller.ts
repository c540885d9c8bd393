import { Controller, Get, Query, UseFilters } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { AcceptedEvents, menderEventOf, type AcceptedEvent, type Actor } from '#core';
import { Answers } from '../openapi/answers.decorator.js';
import { AllIntegrations } from './all-integrations.js';
import { MANAGEMENT_BASE, MENDER_TAG } from './management-base.js';
import { MenderErrors } from './mender-errors.filter.js';
import { SaysErrors } from './mender-schemas.js';
import { readEventsQuery, type EventsQuery } from './read-parameters.js';

const DeliveryStatus = z.object({ integration_id: z.uuid(), success: z.boolean(), error: z.string().optional(), status_code: z.int().optional() });
const MenderEvent = z
  .object({
    id: z.uuid(),
    type: z.enum(['device-provisioned', 'device-status-changed', 'device-decommissioned']),
    data: z.record(z.string(), z.unknown()),
    time: z.iso.datetime(),
    delivery_statuses: z.array(DeliveryStatus).optional(),
  })
  .meta({ id: 'MenderEvent' });
type MenderEvent = z.infer<typeof MenderEvent>;

/** What was accepted in the last seven days, and how it stands with the integration. */
@Controller(`${MANAGEMENT_BASE}/events`)
@ApiTags(MENDER_TAG)
@UseFilters(MenderErrors)
export class MenderEventsController {
  constructor(
    private readonly events: AcceptedEvents,
    private readonly all: AllIntegrations,
  ) {}

  /** Lists events and their delivery, newest first. */
  @Get()
  @Requires('device:read', { everywhere: true })
  @ApiQuery({ name: 'page', required: false, schema: { type: 'integer', minimum: 1, default: 1 } })
  @ApiQuery({ name: 'per_page', required: false, schema: { type: 'integer', minimum: 1, maximum: 500, default: 20 } })
  @ApiQuery({ name: 'integration_id', required: false, description: 'Only events that concern this integration.', schema: { type: 'string', format: 'uuid' } })
  @Answers(200, 'A page of events, the newest first; none while the tenant has no integration.', z.array(MenderEvent))
  @SaysErrors({ 400: 'parameter "per_page" above limit (max: 500)' })
  async list(@CurrentActor() { tenantId }: Actor, @Query() query: EventsQuery): Promise<MenderEvent[]> {
    const page = readEventsQuery(query);
    if ((await this.all.list(tenantId)).length === 0) return [];
    return (await this.events.list(tenantId, page)).map(eventBody);
  }
}

function eventBody({ event, receivedAt, standings }: AcceptedEvent): MenderEvent {
  const { id, type, data } = menderEventOf(event);
  const statuses = standings.map(({ integrationId, success, error, statusCode }) => ({
    integration_id: integrationId,
    success,
    ...(error !== null && { error }),
    ...(statusCode !== null && { status_code: statusCode }),
  }));
  return { id, type, data, time: receivedAt.toISOString(), ...(statuses.length > 0 && { delivery_statuses: statuses }) };
}
