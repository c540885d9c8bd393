import { Controller, Get, Param, Put, Req, Res, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { writeJson, type Actor } from '#core';
import { Answers } from '../openapi/answers.decorator.js';
import { ReadsBody } from '../openapi/reads-body.decorator.js';
import { DeviceStates } from './device-states.js';
import { MANAGEMENT_BASE, MENDER_TAG } from './management-base.js';
import { MenderErrors } from './mender-errors.filter.js';
import { SaysErrors } from './mender-schemas.js';
import { uuidIn } from './read-parameters.js';

const Properties = z.record(z.string(), z.unknown()).nullable();
const DeviceState = z.object({ desired: Properties, reported: Properties }).meta({ id: 'MenderDeviceState', description: 'The twin of a device without the notes of the hub. Numbers keep every digit.' });
const StateChange = z.object({ desired: Properties.optional(), reported: Properties.optional() }).meta({ description: 'desired takes the place of the present one; without it, it is emptied. reported is ignored.' });

const UNKNOWN_DEVICE = 'device not found';
const BAD_ID = 'integration ID is not a valid UUID';

/** Twins as Mender's user interface reads and writes them. Written as text, because the frame would round numbers. */
@Controller(`${MANAGEMENT_BASE}/devices/:deviceId/state`)
@ApiTags(MENDER_TAG)
@UseFilters(MenderErrors)
export class DeviceStatesController {
  constructor(private readonly states: DeviceStates) {}

  /** Shows the states of a device, by integration. */
  @Get()
  @Requires('twin:read')
  @Answers(200, 'The state by the id of each integration; empty where the device is in no hub.', z.record(z.uuid(), DeviceState))
  @SaysErrors({ 404: UNKNOWN_DEVICE })
  async list(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return written(reply, writeJson(await this.states.list(actor, deviceId)));
  }

  /** Shows the state of a device in one integration. */
  @Get(':integrationId')
  @Requires('twin:read')
  @Answers(200, 'The state.', DeviceState)
  @SaysErrors({ 400: BAD_ID, 404: 'integration not found' })
  async find(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string, @Param('integrationId') integrationId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return written(reply, writeJson(await this.states.find(actor, deviceId, uuidIn(integrationId, BAD_ID))));
  }

  /** Replaces desired as a whole; tags stay as they are. */
  @Put(':integrationId')
  @Requires('twin:write')
  @ReadsBody(StateChange)
  @Answers(200, 'The state as it is now.', DeviceState)
  @SaysErrors({ 400: 'malformed request body: …', 404: 'integration not found', 409: 'conflict when updating the device state', 413: 'request body too large' })
  async replace(
    @CurrentActor() actor: Actor,
    @Param('deviceId') deviceId: string,
    @Param('integrationId') integrationId: string,
    @Req() { body }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return written(reply, writeJson(await this.states.replace(actor, deviceId, uuidIn(integrationId, BAD_ID), body)));
  }
}

function written(reply: FastifyReply, text: string): string {
  void reply.type('application/json; charset=utf-8');
  return text;
}
