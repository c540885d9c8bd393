import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { EventFeed, type Actor, type FeedLine } from '#core';
import { Answers } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { EventTail } from './event-tail.js';
import { OpenStreams, type Stream } from './open-streams.js';

/** What a client missed is told up to so many lines; beyond that it has to read everything anew. */
const MOST_MISSED = 1_000;

/** Server-sent events of the devices that the caller may see: `twin.changed`, `device.sync-changed`, and `stream.reset` when too much was missed. */
@Controller('api/v1/stream')
export class StreamController {
  constructor(
    private readonly tail: EventTail,
    private readonly feed: EventFeed,
    private readonly streams: OpenStreams,
  ) {}

  /** Opens a stream of what happens, from now on or from where the header Last-Event-ID says. A client may hear of the same line twice. */
  @Get()
  @Requires('device:read')
  @ApiProduces('text/event-stream')
  @Answers(200, 'The stream. It does not end by itself for a while; whoever comes back sends the last id as Last-Event-ID.', z.string())
  @Problems('too-many-streams')
  async open(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.streams.checkRoom();
    const early: FeedLine[] = [];
    let tell = (lines: readonly FeedLine[], _complete: bigint): void => void early.push(...lines);
    const { complete, stop } = await this.tail.listen((lines, now) => tell(lines, now));
    try {
      const missed = await this.#missed(actor, lastIdIn(request));
      const stream = this.streams.add(actor, begin(reply), stop);
      catchUp(stream, missed, complete);
      stream.tell(early, complete);
      tell = (lines, now) => stream.tell(lines, now);
    } catch (error) {
      stop();
      throw error;
    }
  }

  async #missed({ tenantId }: Actor, since: bigint | null): Promise<FeedLine[]> {
    return since === null ? [] : this.feed.ofTenant(tenantId, since, MOST_MISSED + 1);
  }
}

function catchUp(stream: Stream, missed: readonly FeedLine[], complete: bigint): void {
  if (missed.length > MOST_MISSED) stream.reset(complete);
  else stream.tell(missed, complete);
  stream.beat();
}

/**
 * From here on the answer is ours alone; what plug-ins put into its head goes along. Its connection is used for nothing else after,
 * so that a process which stops does not wait for it.
 */
function begin(reply: FastifyReply): FastifyReply['raw'] {
  reply.hijack();
  const more = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' };
  reply.raw.writeHead(200, { ...reply.getHeaders(), ...more } as Record<string, string>);
  return reply.raw;
}

function lastIdIn({ headers }: FastifyRequest): bigint | null {
  const text = String(headers['last-event-id'] ?? '');
  return /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}
