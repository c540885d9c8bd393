import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { Clock, Log, NotFound, Tokens, type Actor } from '#core';
import { PageQuery, pageOf, wishOf } from '../http/pages.js';
import { Answers, PAGE_HEADERS } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { NewTokenRequest, expiryOf, readId } from './access-requests.js';
import { NewTokenResponse, TokenPage, tokenResponse } from './access-responses.js';
import { showOnce } from './show-once.js';

/** Bearer tokens of ours. */
@Controller('api/v1/access/tokens')
@Requires('access:manage')
export class TokensController {
  constructor(
    private readonly tokens: Tokens,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Lists the tokens, by id. Those that have expired are among them. */
  @Get()
  @Answers(200, 'A page of tokens, by id. Those that have expired are among them.', TokenPage, PAGE_HEADERS)
  async list(
    @CurrentActor() { tenantId }: Actor,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof TokenPage>> {
    const tokens = await this.tokens.list(tenantId, wishOf(query, z.uuid()));
    return { items: pageOf(request, reply, tokens, { limit: query.limit, keyOf: ({ id }) => id }).map(tokenResponse) };
  }

  /** Makes a token with its first grant. The token is in this answer and in no other. */
  @Post()
  @Answers(201, 'The token.', NewTokenResponse)
  async issue(@CurrentActor() { tenantId, subject, name: createdBy }: Actor, @Body({ schema: NewTokenRequest }) body: NewTokenRequest): Promise<NewTokenResponse> {
    const { name, role, scope, expiresInDays } = body;
    const { summary, token } = await this.tokens.issue(tenantId, name, role, { scope, expiresAt: expiryOf(expiresInDays, this.clock.now()), createdBy });
    this.log.info({ tenantId, actor: subject, tokenId: summary.id, role, scope: scope.kind }, 'A token was made');
    return { ...tokenResponse(summary), token: showOnce(token) };
  }

  /** Ends a token, its grants and its sessions, at once. */
  @Delete(':tokenId')
  @HttpCode(204)
  @Answers(204, 'The token is worth nothing any more.')
  @Problems('not-found')
  async revoke(@CurrentActor() { tenantId, subject }: Actor, @Param('tokenId') tokenId: string): Promise<void> {
    if (!(await this.tokens.revoke(tenantId, readId('token', tokenId)))) throw new NotFound('There is no such token.');
    this.log.info({ tenantId, actor: subject, tokenId }, 'A token was revoked');
  }
}
