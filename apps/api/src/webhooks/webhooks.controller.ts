import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { OpenToAll } from '#access';
import { Answers } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { ReceiveWebhook } from './receive-webhook.js';

const WebhookResponse = z.object({ result: z.enum(['accepted', 'repeated', 'buried']) }).meta({ id: 'WebhookResult' });

/** Where fleet managers send their events. A webhook proves itself by its signature. */
@Controller('webhooks')
@OpenToAll({ counted: false })
export class WebhooksController {
  constructor(private readonly receive: ReceiveWebhook) {}

  /** 202 once the event is stored; 401 without a valid signature, 413 above 1 MiB, 503 while nothing can be stored. */
  @Post(':sourceId')
  @HttpCode(202)
  @Answers(202, 'The event is stored, readable or not.', WebhookResponse)
  @Problems('bad-signature', 'body-too-large', 'store-is-away')
  async take(@Param('sourceId') sourceId: string, @Req() request: FastifyRequest): Promise<z.infer<typeof WebhookResponse>> {
    return { result: await this.receive.run(sourceId, request.headers, request.body) };
  }
}
