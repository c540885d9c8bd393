import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DeadLetters, NotFound, can, type Actor, type StoredLetter } from '#core';
import { ReplayLetters } from '#lifecycle';
import { RowId, pageOf, wishOf } from '../http/pages.js';
import { Answers, PAGE_HEADERS } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import {
  DeadLetterPage,
  DeadLetterResponse,
  DismissRequest,
  LetterQuery,
  ReplayRequest,
  ReplayResponse,
  WholeDeadLetterResponse,
  deadLetterResponse,
  filterOf,
  wholeDeadLetterResponse,
} from './letter-bodies.js';

/** What could not be read or done. Letters name devices that nobody knows, or none at all, so they cannot be cut down to a scope. */
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(
    private readonly letters: DeadLetters,
    private readonly replayLetters: ReplayLetters,
  ) {}

  /** Lists the dead letters, newest first. */
  @Get()
  @Requires('device:read', { everywhere: true })
  @Answers(200, 'A page of dead letters, newest first.', DeadLetterPage, PAGE_HEADERS)
  async list(
    @CurrentActor() { tenantId }: Actor,
    @Query({ schema: LetterQuery }) query: LetterQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof DeadLetterPage>> {
    const { after: before, limit } = wishOf(query, RowId);
    const state = query.state === 'all' ? {} : { open: query.state === 'open' };
    const letters = await this.letters.list(tenantId, { ...filterOf(query), ...state, before, limit });
    return { items: pageOf(request, reply, letters, { limit: query.limit, keyOf: ({ id }) => String(id) }).map(deadLetterResponse) };
  }

  /** Shows one letter, with the bytes as they came in for whoever may replay it. */
  @Get(':letterId')
  @Requires('device:read', { everywhere: true })
  @Answers(200, 'The dead letter.', WholeDeadLetterResponse)
  @Problems('not-found')
  async find(@CurrentActor() actor: Actor, @Param('letterId') letterId: string): Promise<z.infer<typeof WholeDeadLetterResponse>> {
    return wholeDeadLetterResponse(await this.#find(actor, letterId), can(actor, 'deadletter:replay'));
  }

  /** Takes letters in once more, oldest first, by the door by which they came; wakes devices that were given up. */
  @Post('replay')
  @HttpCode(200)
  @Requires('deadletter:replay')
  @Answers(200, 'What came of it.', ReplayResponse)
  async replay(@CurrentActor() actor: Actor, @Body({ schema: ReplayRequest }) body: ReplayRequest): Promise<z.infer<typeof ReplayResponse>> {
    const which = { ...filterOf(body), ...(body.ids && { ids: body.ids }) };
    const matched = await this.replayLetters.count({ tenantId: actor.tenantId, which });
    if (body.dryRun) return { matched, replayed: 0, failed: [], next: null };
    return { matched, ...(await this.#replay(actor, { which, after: body.cursor ?? null, limit: body.limit })) };
  }

  /** Takes one letter in once more. */
  @Post(':letterId/replay')
  @HttpCode(200)
  @Requires('deadletter:replay')
  @Answers(200, 'What came of it.', ReplayResponse)
  @Problems('not-found')
  async replayOne(@CurrentActor() actor: Actor, @Param('letterId') letterId: string): Promise<z.infer<typeof ReplayResponse>> {
    const { id } = await this.#find(actor, letterId);
    return { matched: 1, ...(await this.#replay(actor, { which: { ids: [id] }, after: null, limit: 2 })) };
  }

  /** Lays a letter aside, for a reason that is kept with it. Should it come again it is open again. */
  @Post(':letterId/dismiss')
  @HttpCode(200)
  @Requires('deadletter:replay')
  @Answers(200, 'The letter as it is now.', DeadLetterResponse)
  @Problems('not-found')
  async dismiss(@CurrentActor() actor: Actor, @Param('letterId') letterId: string, @Body({ schema: DismissRequest }) { reason }: DismissRequest): Promise<DeadLetterResponse> {
    await this.letters.answer(await this.#find(actor, letterId), { how: 'dismissed', by: actor.name, note: reason });
    return deadLetterResponse(await this.#find(actor, letterId));
  }

  async #replay({ tenantId, name: by }: Actor, wish: Pick<Parameters<ReplayLetters['run']>[0], 'which' | 'after' | 'limit'>): Promise<Omit<z.infer<typeof ReplayResponse>, 'matched'>> {
    const { replayed, failed, next } = await this.replayLetters.run({ tenantId, by, ...wish });
    return { replayed, failed: failed.map(({ id, reason, detail }) => ({ id: String(id), reason, detail })), next: next === null ? null : String(next) };
  }

  async #find({ tenantId }: Actor, letterId: string): Promise<StoredLetter> {
    const id = RowId.safeParse(letterId);
    const letter = id.success ? await this.letters.find(tenantId, id.data) : null;
    if (!letter) throw new NotFound('There is no dead letter of this id that you may see.');
    return letter;
  }
}
