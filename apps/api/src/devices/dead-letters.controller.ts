import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DeviceCatalog, type Actor } from '#core';
import { PageQuery, RowId, pageOf, wishOf } from '../http/pages.js';
import { Answers, PAGE_HEADERS } from '../openapi/answers.decorator.js';
import { DeadLetterPage, deadLetterResponse } from './device-responses.js';

/** What could not be read or done, newest first. */
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(private readonly catalog: DeviceCatalog) {}

  @Get()
  // Letters name devices that nobody knows, or none at all, so they cannot be cut down to a scope.
  @Requires('device:read', { everywhere: true })
  @Answers(200, 'A page of dead letters, newest first.', DeadLetterPage, PAGE_HEADERS)
  async list(
    @CurrentActor() { tenantId }: Actor,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof DeadLetterPage>> {
    const { after: before, limit } = wishOf(query, RowId);
    const letters = await this.catalog.deadLetters(tenantId, { before, limit });
    return { items: pageOf(request, reply, letters, { limit: query.limit, keyOf: ({ id }) => String(id) }).map(deadLetterResponse) };
  }
}
