import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { OpenToAll } from '#access';
import { ReceiveWebhook } from './receive-webhook.js';

/** Where fleet managers send their events. A webhook proves itself by its signature. */
@Controller('webhooks')
@OpenToAll({ counted: false })
export class WebhooksController {
  constructor(private readonly receive: ReceiveWebhook) {}

  /** 202 once the event is stored; 401 without a valid signature, 413 above 1 MiB, 503 while nothing can be stored. */
  @Post(':sourceId')
  @HttpCode(202)
  async take(@Param('sourceId') sourceId: string, @Req() request: FastifyRequest): Promise<{ result: string }> {
    return { result: await this.receive.run(sourceId, request.headers, request.body) };
  }
}
