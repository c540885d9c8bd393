import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DeviceCatalog, type Actor } from '#core';
import { parseQuery } from '../http/parse-query.js';

const PageQuery = z.object({ before: z.coerce.bigint().min(0n).max(2n ** 63n - 1n).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });

interface DeadLetterResponse {
  id: string;
  sourceId: string;
  deviceId: string | null;
  reason: string;
  detail: string;
  attempts: number;
  firstAt: string;
  lastAt: string;
}

/** What could not be read or done, newest first. */
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(private readonly catalog: DeviceCatalog) {}

  @Get()
  // Letters name devices that nobody knows, or none at all, so they cannot be cut down to a scope.
  @Requires('device:read', { everywhere: true })
  async list(@CurrentActor() actor: Actor, @Query() query: unknown): Promise<{ items: DeadLetterResponse[] }> {
    const page = parseQuery(PageQuery, query);
    const letters = await this.catalog.deadLetters(actor.tenantId, { before: page.before ?? null, limit: page.limit });
    return {
      items: letters.map(({ id, sourceId, deviceId, reason, detail, attempts, firstAt, lastAt }) => ({
        id: String(id),
        sourceId,
        deviceId,
        reason,
        detail,
        attempts,
        firstAt: firstAt.toISOString(),
        lastAt: lastAt.toISOString(),
      })),
    };
  }
}
