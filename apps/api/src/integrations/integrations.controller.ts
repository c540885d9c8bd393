import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { Integrations, type Actor, type IntegrationSummary } from '#core';
import { ChangeCredentials, ConnectHub, TestHub } from '#integrations';
import { etagOf, readIfMatch, readOptionalIfMatch } from '../http/etags.js';
import { Answers, ETAG_HEADERS } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { CredentialsRequest, DescriptionPatch, NewIntegrationRequest, changesOf, detailsOf, flag, targetOf } from './integration-requests.js';
import { HubTestResponse, IntegrationList, IntegrationResponse, hubTestResponse, integrationResponse } from './integration-responses.js';

const Confirmation = z.strictObject({ confirm: flag('True to move every device to another hub.') });
type Confirmation = z.infer<typeof Confirmation>;
const Detachment = z.strictObject({ detach: flag('True to leave the hub as it is, devices included, and forget it here.') });
type Detachment = z.infer<typeof Detachment>;

const IN_THE_WAY = ['invalid-connection-string', 'host-not-allowed', 'masked-secret'] as const;
const CONDITIONAL = ['not-found', 'if-match-missing', 'integration-stale'] as const;

/** The connection to an IoT Hub, of which a tenant has one. Credentials go in and never come out. */
@Controller('api/v1/integrations')
@Requires('integration:manage')
export class IntegrationsController {
  constructor(
    private readonly integrations: Integrations,
    private readonly connectHub: ConnectHub,
    private readonly changeCredentials: ChangeCredentials,
    private readonly testHub: TestHub,
  ) {}

  /** Lists the hub connections of the tenant: one or none. */
  @Get()
  @Answers(200, 'The integrations of the tenant: one or none.', IntegrationList)
  async list(@CurrentActor() { tenantId }: Actor): Promise<z.infer<typeof IntegrationList>> {
    return { items: (await this.integrations.list(tenantId)).map(integrationResponse) };
  }

  /** Connects a hub. Devices that waited for one go on at once. */
  @Post()
  @Answers(201, 'The hub is connected.', IntegrationResponse, { ...ETAG_HEADERS, Location: { description: 'Where the integration is.', schema: { type: 'string' } } })
  @Problems('hub-already-connected', ...IN_THE_WAY)
  async create(@CurrentActor() { tenantId }: Actor, @Body({ schema: NewIntegrationRequest }) body: NewIntegrationRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<IntegrationResponse> {
    const { id } = await this.connectHub.run(tenantId, targetOf(body.credentials), detailsOf(body));
    void reply.header('location', `/api/v1/integrations/${id}`);
    return shown(await this.integrations.find(tenantId, id), reply);
  }

  /** Shows a hub connection, its credentials masked. */
  @Get(':id')
  @Answers(200, 'The integration.', IntegrationResponse, ETAG_HEADERS)
  @Problems('not-found')
  async find(@CurrentActor() { tenantId }: Actor, @Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<IntegrationResponse> {
    return shown(await this.integrations.find(tenantId, id), reply);
  }

  /** Describes a hub: name, description, and what it was bought as. Workers take a changed edition up with their next call. */
  @Patch(':id')
  @Answers(200, 'The integration as it is now.', IntegrationResponse, ETAG_HEADERS)
  @Problems(...CONDITIONAL)
  async describe(
    @CurrentActor() { tenantId }: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: DescriptionPatch }) patch: DescriptionPatch,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IntegrationResponse> {
    return shown(await this.integrations.describe({ tenantId, id, revision: readIfMatch(ifMatch) }, changesOf(patch)), reply);
  }

  /** Removes a hub connection. Without `detach`, only while no device is in the hub. */
  @Delete(':id')
  @HttpCode(204)
  @Answers(204, 'The integration is gone; the hub is as it was.')
  @Problems(...CONDITIONAL, 'integration-in-use')
  async remove(
    @CurrentActor() { tenantId }: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Query({ schema: Detachment }) { detach }: Detachment,
  ): Promise<void> {
    await this.integrations.remove({ tenantId, id, revision: readIfMatch(ifMatch) }, { detach });
  }

  /** Replaces the credentials of a hub. Those of another hub are refused with a plan until they are confirmed. */
  @Put(':id/credentials')
  @Answers(200, 'The integration as it is now.', IntegrationResponse, ETAG_HEADERS)
  @Problems(...CONDITIONAL, ...IN_THE_WAY, 'hub-would-change')
  async replaceCredentials(
    @CurrentActor() { tenantId }: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Query({ schema: Confirmation }) { confirm: confirmed }: Confirmation,
    @Body({ schema: CredentialsRequest }) credentials: CredentialsRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IntegrationResponse> {
    const seen = { tenantId, id, revision: readIfMatch(ifMatch) };
    return shown(await this.changeCredentials.run(seen, targetOf(credentials), { confirmed }), reply);
  }

  /** Signs in to the hub and says which rights are missing. Changes nothing there. */
  @Post(':id/test')
  @HttpCode(200)
  @Answers(200, 'What came of it, good or bad.', HubTestResponse)
  @Problems('not-found', 'host-not-allowed', 'key-missing')
  async test(@CurrentActor() { tenantId }: Actor, @Param('id') id: string): Promise<z.infer<typeof HubTestResponse>> {
    return hubTestResponse(await this.testHub.run(tenantId, id));
  }

  /** Pauses a hub connection. The hub is left alone until it is resumed; events are still taken. */
  @Post(':id/pause')
  @HttpCode(200)
  @Answers(200, 'The integration as it is now.', IntegrationResponse, ETAG_HEADERS)
  @Problems('not-found', 'integration-stale')
  async pause(@CurrentActor() { tenantId }: Actor, @Param('id') id: string, @Headers('if-match') ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<IntegrationResponse> {
    return shown(await this.integrations.pause({ tenantId, id, revision: readOptionalIfMatch(ifMatch) ?? null }, true), reply);
  }

  /** Resumes a hub connection. Devices that waited go on at once. */
  @Post(':id/resume')
  @HttpCode(200)
  @Answers(200, 'The integration as it is now.', IntegrationResponse, ETAG_HEADERS)
  @Problems('not-found', 'integration-stale')
  async resume(@CurrentActor() { tenantId }: Actor, @Param('id') id: string, @Headers('if-match') ifMatch: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<IntegrationResponse> {
    return shown(await this.integrations.pause({ tenantId, id, revision: readOptionalIfMatch(ifMatch) ?? null }, false), reply);
  }
}

function shown(integration: IntegrationSummary, reply: FastifyReply): IntegrationResponse {
  void reply.header('etag', etagOf(integration.revision));
  return integrationResponse(integration);
}
