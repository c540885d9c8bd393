import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { EventSources, type Actor } from '#core';
import { AddEventSource, RotateSecret } from '#integrations';
import { Answers } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { EventSourceList, EventSourceWithSecret, NewEventSourceRequest, RotationRequest, eventSourceResponse, withSecret } from './event-source-bodies.js';

/** Senders of webhooks. Their secrets are shown once. */
@Controller('api/v1/event-sources')
@Requires('integration:manage')
export class EventSourcesController {
  constructor(
    private readonly sources: EventSources,
    private readonly addSource: AddEventSource,
    private readonly rotateSecret: RotateSecret,
  ) {}

  /** Lists the senders of webhooks. */
  @Get()
  @Answers(200, 'The event sources of the tenant.', EventSourceList)
  async list(@CurrentActor() { tenantId }: Actor): Promise<z.infer<typeof EventSourceList>> {
    return { items: (await this.sources.list(tenantId)).map(eventSourceResponse) };
  }

  /** Adds a sender of webhooks. Its secret is in this answer and in no other. */
  @Post()
  @Answers(201, 'The event source, with its secret.', EventSourceWithSecret)
  async create(@CurrentActor() { tenantId }: Actor, @Body({ schema: NewEventSourceRequest }) { kind, secret }: NewEventSourceRequest): Promise<z.infer<typeof EventSourceWithSecret>> {
    const { id, secrets } = await this.addSource.run(tenantId, kind, secret ?? null);
    return withSecret(await this.sources.find(tenantId, id), secrets[0]!);
  }

  /** Gives a sender a new secret. The old one stays valid for the overlap, so that no webhook is refused meanwhile; the one before it ends within a second. */
  @Post(':id/rotate')
  @HttpCode(200)
  @Answers(200, 'The event source, with its new secret.', EventSourceWithSecret)
  @Problems('not-found', 'key-missing')
  async rotate(@CurrentActor() { tenantId }: Actor, @Param('id') id: string, @Body({ schema: RotationRequest }) { overlapSeconds }: RotationRequest): Promise<z.infer<typeof EventSourceWithSecret>> {
    const { source, secret } = await this.rotateSecret.run(tenantId, id, overlapSeconds * 1000);
    return withSecret(source, secret);
  }

  /** Removes a sender of webhooks. What came from it stays. */
  @Delete(':id')
  @HttpCode(204)
  @Answers(204, 'The event source is gone; its webhooks are refused.')
  @Problems('not-found')
  async remove(@CurrentActor() { tenantId }: Actor, @Param('id') id: string): Promise<void> {
    await this.sources.remove(tenantId, id);
  }
}
