import { Controller, Get, HttpCode } from '@nestjs/common';
import { z } from 'zod';
import { OpenToAll } from '#access';
import { Refusal, StoreIsAway } from '#core';
import { Readiness, type HealthReason } from '#platform';
import { Answers } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';

const HealthResponse = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

const ReadyResponse = z
  .object({
    status: z.enum(['ok', 'degraded']),
    /** Why it is degraded. */
    reasons: z.array(z.object({ code: z.literal('queue-is-away'), detail: z.string() })),
  })
  .meta({ id: 'Readiness' });

/** The tables are not those that this version works with. */
export class SchemaDoesNotFit extends Refusal {
  readonly code = 'schema-misfit';
}

/** A stop began. */
export class IsStopping extends Refusal {
  readonly code = 'stopping';
}

/** For whoever keeps the process running, and for what sends it requests. */
@Controller()
@OpenToAll({ counted: false })
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Tells that the process answers. */
  @Get('livez')
  @HttpCode(200)
  @Answers(200, 'The process answers.', HealthResponse)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Tells that the start is over. Nothing is answered before. */
  @Get('startupz')
  @HttpCode(200)
  @Answers(200, 'The start is over.', HealthResponse)
  up(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Tells whether events can be stored: the database answers, its tables fit, and no stop began. Without the queue it is degraded: events are taken in and wait. The hub is not asked. */
  @Get('readyz')
  @Answers(200, 'Events can be stored.', ReadyResponse)
  @Problems('store-is-away', 'schema-misfit', 'stopping')
  async ready(): Promise<z.infer<typeof ReadyResponse>> {
    const { status, reasons } = await this.readiness.look();
    if (status === 'unready') throw refusalOf(reasons[0]!);
    return { status, reasons: reasons.map(({ detail }) => ({ code: 'queue-is-away', detail })) };
  }
}

function refusalOf({ code, detail }: HealthReason): Error {
  if (code === 'schema-misfit') return new SchemaDoesNotFit(detail);
  return code === 'store-is-away' ? new StoreIsAway(detail) : new IsStopping(detail);
}
