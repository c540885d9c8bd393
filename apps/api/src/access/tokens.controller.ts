import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '#access';
import { Clock, Log, NotFound, Tokens, type Actor } from '#core';
import { parseBody } from '../http/parse-body.js';
import { parseQuery } from '../http/parse-query.js';
import { IdPage, NewToken, expiryOf, readId } from './access-requests.js';
import { tokenResponse, type TokenResponse } from './access-responses.js';
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

  /** Tokens by id, after the one named. */
  @Get()
  async list(@CurrentActor() { tenantId }: Actor, @Query() query: unknown): Promise<{ items: TokenResponse[] }> {
    const { after = null, limit } = parseQuery(IdPage, query);
    return { items: (await this.tokens.list(tenantId, { after, limit })).map(tokenResponse) };
  }

  /** The token is in this answer and in no other. */
  @Post()
  @HttpCode(201)
  async issue(@CurrentActor() { tenantId, subject, name: createdBy }: Actor, @Body() body: unknown): Promise<TokenResponse & { token: string }> {
    const { name, role, scope, expiresInDays } = parseBody(NewToken, body);
    const { summary, token } = await this.tokens.issue(tenantId, name, role, { scope, expiresAt: expiryOf(expiresInDays, this.clock.now()), createdBy });
    this.log.info({ tenantId, actor: subject, tokenId: summary.id, role, scope: scope.kind }, 'A token was made');
    return { ...tokenResponse(summary), token: showOnce(token) };
  }

  /** Ends the token, its grants and its sessions at once. */
  @Delete(':tokenId')
  @HttpCode(204)
  async revoke(@CurrentActor() { tenantId, subject }: Actor, @Param('tokenId') tokenId: string): Promise<void> {
    if (!(await this.tokens.revoke(tenantId, readId('token', tokenId)))) throw new NotFound('There is no such token.');
    this.log.info({ tenantId, actor: subject, tokenId }, 'A token was revoked');
  }
}
