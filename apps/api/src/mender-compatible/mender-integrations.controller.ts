import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import type { Actor } from '#core';
import { Answers } from '../openapi/answers.decorator.js';
import { AllIntegrations } from './all-integrations.js';
import { MenderCredentials, MenderIntegration, NewMenderIntegration, hubBody, receiverBody } from './integration-bodies.js';
import { MANAGEMENT_BASE, MENDER_TAG } from './management-base.js';
import { MenderErrors } from './mender-errors.filter.js';
import { SaysErrors } from './mender-schemas.js';
import { AddIntegration, ReplaceCredentials } from './put-integrations.js';
import { uuidIn } from './read-parameters.js';

const MALFORMED = 'malformed request body: …';
const BAD_ID = 'integration ID must be a valid UUID: …';
const UNKNOWN = 'integration not found';

/** Mender's integrations: the tenant's hub, or its receiver of webhooks. */
@Controller(`${MANAGEMENT_BASE}/integrations`)
@ApiTags(MENDER_TAG)
@UseFilters(MenderErrors)
export class MenderIntegrationsController {
  constructor(
    private readonly all: AllIntegrations,
    private readonly addIntegration: AddIntegration,
    private readonly replaceCredentials: ReplaceCredentials,
  ) {}

  /** Everything on one page, whatever is asked for: there is one at most. */
  @Get()
  @Requires('device:read')
  @Answers(200, 'The integrations, secrets masked.', z.array(MenderIntegration))
  @SaysErrors({})
  async list(@CurrentActor() { tenantId }: Actor): Promise<MenderIntegration[]> {
    return (await this.all.list(tenantId)).map((one) => (one.provider === 'webhook' ? receiverBody(one.receiver) : hubBody(one.hub)));
  }

  /** Adds an integration. */
  @Post()
  @Requires('integration:manage')
  @Answers(201, 'It is there. The answer has no body.', undefined, { Location: { description: 'Where the integration is.', schema: { type: 'string' } } })
  @SaysErrors({ 400: MALFORMED, 409: 'integration already exists', 413: 'request body too large' })
  async create(@CurrentActor() { tenantId }: Actor, @Body({ schema: NewMenderIntegration }) body: NewMenderIntegration, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const id = await this.addIntegration.run(tenantId, body);
    void reply.header('Location', `/${MANAGEMENT_BASE}/integrations/${id}`);
  }

  /** Shows an integration, its credentials masked. */
  @Get(':id')
  @Requires('device:read')
  @Answers(200, 'The integration, its secret masked.', MenderIntegration)
  @SaysErrors({ 400: BAD_ID, 404: UNKNOWN })
  async find(@CurrentActor() { tenantId }: Actor, @Param('id') id: string): Promise<MenderIntegration> {
    const one = await this.all.find(tenantId, uuidIn(id, 'integration ID must be a valid UUID'));
    return one.provider === 'webhook' ? receiverBody(one.receiver) : hubBody(one.hub);
  }

  /** Those of another hub move every device there; the old hub is left as it is. */
  @Put(':id/credentials')
  @HttpCode(204)
  @Requires('integration:manage')
  @Answers(204, 'The credentials are in place.')
  @SaysErrors({ 400: MALFORMED, 404: UNKNOWN, 413: 'request body too large' })
  async replace(@CurrentActor() { tenantId }: Actor, @Param('id') id: string, @Body({ schema: MenderCredentials }) credentials: MenderCredentials): Promise<void> {
    await this.replaceCredentials.run(tenantId, uuidIn(id, 'integration ID must be a valid UUID'), credentials);
  }

  /** A hub only while no device is in it. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('integration:manage')
  @Answers(204, 'The integration is gone.')
  @SaysErrors({ 400: BAD_ID, 404: UNKNOWN, 409: 'cannot remove integration in use by devices' })
  async remove(@CurrentActor() { tenantId }: Actor, @Param('id') id: string): Promise<void> {
    await this.all.remove(tenantId, uuidIn(id, 'integration ID must be a valid UUID'));
  }
}
