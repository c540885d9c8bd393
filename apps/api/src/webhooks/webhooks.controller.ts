import { Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LimitRequests, OpenToAll, addressOf } from '#access';
import { Answers } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { BadSignature, ReceiveWebhook } from './receive-webhook.js';

const WebhookResponse = z.object({ result: z.enum(['accepted', 'repeated', 'buried']) }).meta({ id: 'WebhookResult' });

/** Where fleet managers send their events. A webhook proves itself by its signature. */
@Controller('webhooks')
@OpenToAll({ counted: false })
export class WebhooksController {
  constructor(
    private readonly receive: ReceiveWebhook,
    private readonly limit: LimitRequests,
  ) {}

  /** Takes an event from a fleet manager, and answers once it is stored. 401 without a valid signature, and 429 after many of those; 413 above 1 MiB, 503 while nothing can be stored. */
  @Post(':sourceId')
  @HttpCode(202)
  @Answers(202, 'The event is stored, readable or not.', WebhookResponse)
  @Problems('bad-signature', 'too-many-requests', 'body-too-large', 'store-is-away')
  async take(@Param('sourceId') sourceId: string, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof WebhookResponse>> {
    try {
      return { result: await this.receive.run(sourceId, request.headers, request.body) };
    } catch (error) {
      // Only what is wrong is counted: whoever signs well is never refused for what others send from its network, or under its name.
      if (error instanceof BadSignature) await this.limit.count('bad-signatures', `${sourceId.slice(0, 36)}/${addressOf(request)}`, reply);
      throw error;
    }
  }
}
