import { Controller, Get, HttpCode } from '@nestjs/common';
import { z } from 'zod';
import { OpenToAll } from '#access';
import { StoreHealth, StoreIsAway } from '#core';
import { Answers } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';

const HealthResponse = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

/** For whoever keeps the process running. */
@Controller()
@OpenToAll({ counted: false })
export class HealthController {
  constructor(private readonly store: StoreHealth) {}

  /** The process answers. */
  @Get('livez')
  @HttpCode(200)
  @Answers(200, 'The process answers.', HealthResponse)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Events can be stored. The queue is not asked: what it loses is rung for again. */
  @Get('readyz')
  @Answers(200, 'Events can be stored.', HealthResponse)
  @Problems('store-is-away')
  async ready(): Promise<{ status: 'ok' }> {
    if (!(await this.store.answers())) throw new StoreIsAway('The database does not answer, so no event can be stored.');
    return { status: 'ok' };
  }
}
