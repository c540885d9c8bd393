import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { COUNTS_KEPT_HOURS, Clock, FleetCounts, type Actor, type CountSpan } from '#core';
import { Answers } from '../openapi/answers.decorator.js';
import { OverviewHistory, OverviewResponse, overviewResponse, pastCountResponse } from './overview-responses.js';

const HOUR_MS = 3_600_000;
/** Beyond so many hours a minute is less than a chart can show. */
const MINUTES_UP_TO_HOURS = 24;

const HistoryQuery = z.strictObject({
  hours: z.coerce.number().int().min(1).max(COUNTS_KEPT_HOURS.hour).default(24).meta({ description: `How far back. Up to ${MINUTES_UP_TO_HOURS} hours there is an item for each minute, beyond that for each hour.` }),
});

/** The fleet at a glance. */
@Controller('api/v1/overview')
@Requires('device:read', { everywhere: true })
export class OverviewController {
  constructor(
    private readonly counts: FleetCounts,
    private readonly clock: Clock,
  ) {}

  /** Shows how many devices are in which state, and why. */
  @Get()
  @Answers(200, 'The fleet in figures.', OverviewResponse)
  async now(@CurrentActor() { tenantId }: Actor): Promise<z.infer<typeof OverviewResponse>> {
    return overviewResponse(await this.counts.now(tenantId));
  }

  /** Shows the same figures over time, oldest first, as a worker counted them. */
  @Get('history')
  @Answers(200, 'The figures of the past.', OverviewHistory)
  async history(@CurrentActor() { tenantId }: Actor, @Query({ schema: HistoryQuery }) { hours }: z.infer<typeof HistoryQuery>): Promise<z.infer<typeof OverviewHistory>> {
    const span: CountSpan = hours <= MINUTES_UP_TO_HOURS ? 'minute' : 'hour';
    const items = await this.counts.since(tenantId, span, new Date(this.clock.now().getTime() - hours * HOUR_MS));
    return { span, items: items.map(pastCountResponse) };
  }
}
