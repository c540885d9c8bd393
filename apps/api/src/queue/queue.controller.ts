import { Controller, Get } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { QueueCounts, Workload, type Actor } from '#core';
import { Answers } from '../openapi/answers.decorator.js';
import { QueueResponse, queueResponse } from './queue-responses.js';

/** As many passes and wake-ups are listed; of all the rest the numbers are told. */
const LISTED = 50;

/** The work that is under way and to come, for those who look after the installation. */
@Controller('api/v1/queue')
@Requires('integration:manage')
export class QueueController {
  constructor(
    private readonly queue: QueueCounts,
    private readonly workload: Workload,
  ) {}

  /** Shows the queue in terms of devices. How many jobs there are, which devices a pass is at work on, for which the relay rings next, and what devices wait for. */
  @Get()
  @Answers(200, 'The queue, some seconds old at most.', QueueResponse)
  async show(@CurrentActor() { tenantId }: Actor): Promise<z.infer<typeof QueueResponse>> {
    // Without the queue's server there still is what the database knows, and that is when somebody looks.
    const [jobs, work] = await Promise.all([this.queue.read().catch(() => null), this.workload.look(tenantId, LISTED)]);
    return queueResponse(jobs, work);
  }
}
