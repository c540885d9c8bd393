import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DeviceCatalog, DeviceId, NotFound, NotPermitted, can, deviceScopeOf, type Actor, type DeviceSummary } from '#core';
import { WakeDevice } from '#lifecycle';
import { PageQuery, RowId, pageOf, wishOf } from '../http/pages.js';
import { Answers, PAGE_HEADERS } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { DevicePage, DeviceResponse, Sync, TimelinePage, deviceResponse, timelineResponse } from './device-responses.js';

const DeviceQuery = PageQuery.extend({ sync: Sync.optional().meta({ description: 'Only devices in this state.' }) });

/** Devices as operators see them: where each stands, why, and how it came there. */
@Controller('api/v1/devices')
export class DevicesController {
  constructor(
    private readonly catalog: DeviceCatalog,
    private readonly wakeDevice: WakeDevice,
  ) {}

  @Get()
  @Requires('device:read')
  @Answers(200, 'A page of devices, by id.', DevicePage, PAGE_HEADERS)
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: DeviceQuery }) query: z.infer<typeof DeviceQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof DevicePage>> {
    const devices = await this.catalog.list(actor.tenantId, { ...wishOf(query, DeviceId), sync: query.sync ?? null, scope: deviceScopeOf(actor, 'device:read') });
    return { items: pageOf(request, reply, devices, { limit: query.limit, keyOf: ({ key }) => key.deviceId }).map(deviceResponse) };
  }

  @Get(':deviceId')
  @Requires('device:read')
  @Answers(200, 'The device.', DeviceResponse)
  @Problems('not-found')
  async find(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string): Promise<DeviceResponse> {
    return deviceResponse(await this.#visible(actor, deviceId));
  }

  /** The story of a device, oldest line first. */
  @Get(':deviceId/timeline')
  @Requires('device:read')
  @Answers(200, 'A page of the story, oldest line first.', TimelinePage, PAGE_HEADERS)
  @Problems('not-found')
  async timeline(
    @CurrentActor() actor: Actor,
    @Param('deviceId') deviceId: string,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof TimelinePage>> {
    const wish = wishOf(query, RowId);
    const { key } = await this.#visible(actor, deviceId);
    const entries = await this.catalog.timeline(key, wish);
    return { items: pageOf(request, reply, entries, { limit: query.limit, keyOf: ({ id }) => String(id) }).map(timelineResponse) };
  }

  /** Looks at the device anew, at once, whatever it waits for. */
  @Post(':deviceId/wake')
  @HttpCode(202)
  @Requires('device:wake')
  @Answers(202, 'The device is looked at next.')
  @Problems('not-found')
  async wake(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string): Promise<void> {
    const device = await this.#visible(actor, deviceId);
    if (!can(actor, 'device:wake', device)) throw new NotPermitted(`${actor.name} was not granted device:wake for this device.`);
    if (!(await this.wakeDevice.run(device.key))) throw noSuchDevice(deviceId);
  }

  /** A device that the actor may not see is answered like one that is not there. An id that no device can have names none. */
  async #visible(actor: Actor, deviceId: string): Promise<DeviceSummary> {
    const isId = DeviceId.safeParse(deviceId).success;
    const device = isId ? await this.catalog.find({ tenantId: actor.tenantId, deviceId }, deviceScopeOf(actor, 'device:read')) : null;
    if (!device) throw noSuchDevice(deviceId);
    return device;
  }
}

const noSuchDevice = (deviceId: string): NotFound => new NotFound(`There is no device ${deviceId.slice(0, 128)} that you may see.`);
