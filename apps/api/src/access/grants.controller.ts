import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { Grants, Log, NotFound, type Actor } from '#core';
import { PageQuery, pageOf, wishOf } from '../http/pages.js';
import { Answers, PAGE_HEADERS } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { NewGrantRequest, readId } from './access-requests.js';
import { GrantPage, GrantResponse, grantResponse } from './access-responses.js';

/** Who may do what, and over what. */
@Controller('api/v1/access/grants')
@Requires('access:manage')
export class GrantsController {
  constructor(
    private readonly grants: Grants,
    private readonly log: Log,
  ) {}

  /** Lists the grants, by id. */
  @Get()
  @Answers(200, 'A page of grants, by id.', GrantPage, PAGE_HEADERS)
  async list(
    @CurrentActor() { tenantId }: Actor,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof GrantPage>> {
    const grants = await this.grants.list(tenantId, wishOf(query, z.uuid()));
    return { items: pageOf(request, reply, grants, { limit: query.limit, keyOf: ({ id }) => id }).map(grantResponse) };
  }

  /** Grants a role over something to a user, a token or a claim. The same grant again answers with the one that is there. */
  @Post()
  @Answers(201, 'The grant.', GrantResponse)
  @Problems('not-found')
  async add(@CurrentActor() { tenantId, subject, name }: Actor, @Body({ schema: NewGrantRequest }) body: NewGrantRequest): Promise<GrantResponse> {
    const grant = await this.grants.add(tenantId, body, name);
    this.log.info({ tenantId, actor: subject, grantId: grant.id, to: grant.subject.kind, role: grant.role, scope: grant.scope.kind }, 'Something was granted');
    return grantResponse(grant);
  }

  /** Takes a grant back, with effect from the next request. */
  @Delete(':grantId')
  @HttpCode(204)
  @Answers(204, 'The grant is gone, with effect from the next request.')
  @Problems('not-found')
  async remove(@CurrentActor() { tenantId, subject }: Actor, @Param('grantId') grantId: string): Promise<void> {
    if (!(await this.grants.remove(tenantId, readId('grant', grantId)))) throw new NotFound('There is no such grant.');
    this.log.info({ tenantId, actor: subject, grantId }, 'A grant was taken away');
  }
}
