import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '#access';
import { Grants, Log, NewGrant, NotFound, type Actor } from '#core';
import { parseBody } from '../http/parse-body.js';
import { parseQuery } from '../http/parse-query.js';
import { IdPage, readId } from './access-requests.js';
import { grantResponse, type GrantResponse } from './access-responses.js';

/** Who may do what, and over what. */
@Controller('api/v1/access/grants')
@Requires('access:manage')
export class GrantsController {
  constructor(
    private readonly grants: Grants,
    private readonly log: Log,
  ) {}

  /** Grants by id, after the one named. */
  @Get()
  async list(@CurrentActor() { tenantId }: Actor, @Query() query: unknown): Promise<{ items: GrantResponse[] }> {
    const { after = null, limit } = parseQuery(IdPage, query);
    return { items: (await this.grants.list(tenantId, { after, limit })).map(grantResponse) };
  }

  /** The same grant again answers with the one that is there. */
  @Post()
  @HttpCode(201)
  async add(@CurrentActor() { tenantId, subject, name }: Actor, @Body() body: unknown): Promise<GrantResponse> {
    const grant = await this.grants.add(tenantId, parseBody(NewGrant, body), name);
    this.log.info({ tenantId, actor: subject, grantId: grant.id, to: grant.subject.kind, role: grant.role, scope: grant.scope.kind }, 'Something was granted');
    return grantResponse(grant);
  }

  @Delete(':grantId')
  @HttpCode(204)
  async remove(@CurrentActor() { tenantId, subject }: Actor, @Param('grantId') grantId: string): Promise<void> {
    if (!(await this.grants.remove(tenantId, readId('grant', grantId)))) throw new NotFound('There is no such grant.');
    this.log.info({ tenantId, actor: subject, grantId }, 'A grant was taken away');
  }
}
