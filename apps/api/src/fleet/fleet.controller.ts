import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { Connections, NotFound, type Actor } from '#core';
import { ConnectFleet, TestFleet } from '#integrations';
import { Answers } from '../openapi/answers.decorator.js';
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

  @Get()
  @Answers(200, 'The connection, its token masked.', FleetResponse)
  @Problems('not-found', 'key-missing')
  async find(@CurrentActor() { tenantId }: Actor): Promise<z.infer<typeof FleetResponse>> {
    const fleet = await this.connections.findFleet(tenantId);
    if (!fleet) throw noFleet();
    return fleetResponse(fleet);
  }

  /** Devices that waited for it go on at once. */
  @Put()
  @Answers(200, 'The connection as it is now.', FleetResponse)
  @Problems('address-not-allowed', 'masked-secret')
  async connect(@CurrentActor() { tenantId }: Actor, @Body({ schema: FleetRequest }) { url, token }: FleetRequest): Promise<z.infer<typeof FleetResponse>> {
    return fleetResponse(await this.connectFleet.run(tenantId, url, token));
  }

  /** Devices keep what was delivered. From then on the events alone count, and deliveries wait. */
  @Delete()
  @HttpCode(204)
  @Answers(204, 'The connection is gone.')
  @Problems('not-found')
  async remove(@CurrentActor() { tenantId }: Actor): Promise<void> {
    if (!(await this.connections.removeFleet(tenantId))) throw noFleet();
  }

  /** Asks for one device with the token. */
  @Post('test')
  @HttpCode(200)
  @Answers(200, 'What came of it, good or bad.', FleetTestResponse)
  @Problems('not-found', 'key-missing')
  async test(@CurrentActor() { tenantId }: Actor): Promise<z.infer<typeof FleetTestResponse>> {
    return fleetTestResponse(await this.testFleet.run(tenantId));
  }
}

const noFleet = (): NotFound => new NotFound('No fleet manager is connected. Connect one first.');
