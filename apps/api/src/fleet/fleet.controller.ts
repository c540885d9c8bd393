import { Body, Controller, Delete, Get, Headers, HttpCode, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { Connections, FleetStale, NotFound, type Actor, type FleetConnection } from '#core';
import { ConnectFleet, TestFleet } from '#integrations';
import { IfMatchMissing, etagOf, readIfMatch, readOptionalIfMatch } from '../http/etags.js';
import { Answers, ETAG_HEADERS } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { FleetRequest, FleetResponse, FleetTestResponse, fleetResponse, fleetTestResponse } from './fleet-bodies.js';

/** The connection to the fleet manager: where devices are looked up and connection strings are delivered. */
@Controller('api/v1/fleet')
@Requires('integration:manage')
export class FleetController {
  constructor(
    private readonly connections: Connections,
    private readonly connectFleet: ConnectFleet,
    private readonly testFleet: TestFleet,
  ) {}

  /** Shows the connection to the fleet manager, its token masked. */
  @Get()
  @Answers(200, 'The connection, its token masked.', FleetResponse, ETAG_HEADERS)
  @Problems('not-found', 'key-missing')
  async find(@CurrentActor() { tenantId }: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof FleetResponse>> {
    const fleet = await this.connections.findFleet(tenantId);
    if (!fleet) throw noFleet();
    return shown(fleet, reply);
  }

  /** Connects the fleet manager, or changes how. If-Match is needed where there is a connection to change. Devices that waited for it go on at once. */
  @Put()
  @Answers(200, 'The connection as it is now.', FleetResponse, ETAG_HEADERS)
  @Problems('address-not-allowed', 'masked-secret', 'if-match-missing', 'fleet-stale')
  async connect(
    @CurrentActor() { tenantId }: Actor,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: FleetRequest }) { url, token }: FleetRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof FleetResponse>> {
    const seen = readOptionalIfMatch(ifMatch);
    try {
      return shown(await this.connectFleet.run(tenantId, url, token, seen === undefined ? 'none' : (seen ?? 'any')), reply);
    } catch (error) {
      // Whoever says nothing of a connection saw none; that there is one is news, and not a change of what was read.
      if (seen === undefined && error instanceof FleetStale) throw new IfMatchMissing('A fleet manager is connected already. Send the ETag of that connection as If-Match to change it.');
      throw error;
    }
  }

  /** Disconnects the fleet manager. Devices keep what was delivered; from then on the events alone count, and deliveries wait. */
  @Delete()
  @HttpCode(204)
  @Answers(204, 'The connection is gone.')
  @Problems('not-found', 'if-match-missing', 'fleet-stale')
  async remove(@CurrentActor() { tenantId }: Actor, @Headers('if-match') ifMatch: string | undefined): Promise<void> {
    if (!(await this.connections.removeFleet(tenantId, readIfMatch(ifMatch) ?? 'any'))) throw noFleet();
  }

  /** Tries the connection to the fleet manager: asks for one device with the token. */
  @Post('test')
  @HttpCode(200)
  @Answers(200, 'What came of it, good or bad.', FleetTestResponse)
  @Problems('not-found', 'key-missing')
  async test(@CurrentActor() { tenantId }: Actor): Promise<z.infer<typeof FleetTestResponse>> {
    return fleetTestResponse(await this.testFleet.run(tenantId));
  }
}

function shown(fleet: FleetConnection, reply: FastifyReply): z.infer<typeof FleetResponse> {
  void reply.header('etag', etagOf(fleet.revision));
  return fleetResponse(fleet);
}

const noFleet = (): NotFound => new NotFound('No fleet manager is connected. Connect one first.');
