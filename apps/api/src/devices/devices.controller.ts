import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DeviceCatalog, DeviceId, FleetStatus, GroupName, NotFound, NotPermitted, TAG_MOST, can, deviceScopeOf, permissionsOver, type Actor, type DeviceFilter, type DeviceSummary, type TagValue } from '#core';
import { WakeDevice } from '#lifecycle';
import { PageQuery, RowId, pageOf, wishOf } from '../http/pages.js';
import { Answers, PAGE_HEADERS } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { DevicePage, DeviceResponse, HubStatus, ReasonCode, Sync, TimelinePage, deviceResponse, timelineResponse } from './device-responses.js';

const Tag = z.string().max(2 * TAG_MOST + 1).regex(/^[^=\0]+=[^\0]+$/, 'must be a tag and its value with = between, such as site=north');

const DeviceQuery = PageQuery.extend({
  idPrefix: DeviceId.optional().meta({ description: 'Only devices whose id begins with this; letters count as they are.' }),
  status: FleetStatus.optional().meta({ description: 'Only devices with this status in the fleet.' }),
  hubStatus: HubStatus.optional().meta({ description: 'Only devices with this status in the hub, as far as we know.' }),
  sync: Sync.optional().meta({ description: 'Only devices in this state.' }),
  reason: ReasonCode.optional().meta({ description: 'Only devices that are in their state for this reason.' }),
  group: GroupName.optional().meta({ description: 'Only devices in this group.' }),
  tag: Tag.optional().meta({ description: 'Only devices with this tag of this value, such as site=north or place.hall=3, as their twins were seen last: when read or edited here, and by a sweep of the whole hub.' }),
});
type DeviceQuery = z.infer<typeof DeviceQuery>;

/** Devices as operators see them: where each stands, why, and how it came there. */
@Controller('api/v1/devices')
export class DevicesController {
  constructor(
    private readonly catalog: DeviceCatalog,
    private readonly wakeDevice: WakeDevice,
  ) {}

  /** Lists the devices that the caller may see, by id. Filters go together: a device has to pass all of them. */
  @Get()
  @Requires('device:read')
  @Answers(200, 'A page of devices, by id.', DevicePage, PAGE_HEADERS)
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: DeviceQuery }) query: DeviceQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof DevicePage>> {
    const mayWith = permissionsOver(actor);
    // Whoever finds a device by a tag learns what stands in its twin.
    const scope = deviceScopeOf(actor, query.tag === undefined ? 'device:read' : 'twin:read');
    const devices = await this.catalog.list(actor.tenantId, { ...wishOf(query, DeviceId), filter: filterOf(query), scope });
    return { items: pageOf(request, reply, devices, { limit: query.limit, keyOf: ({ key }) => key.deviceId }).map((device) => deviceResponse(device, mayWith(device))) };
  }

  /** Shows where a device stands, and why. */
  @Get(':deviceId')
  @Requires('device:read')
  @Answers(200, 'The device.', DeviceResponse)
  @Problems('not-found')
  async find(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string): Promise<DeviceResponse> {
    const device = await this.#visible(actor, deviceId);
    return deviceResponse(device, permissionsOver(actor)(device));
  }

  /** Tells the story of a device, oldest line first. */
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

  /** Has the device looked at anew, at once, whatever it waits for. */
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

const filterOf = ({ idPrefix, status, hubStatus, sync, reason, group, tag }: DeviceQuery): DeviceFilter => ({
  idPrefix: idPrefix ?? null,
  status: status ?? null,
  hubStatus: hubStatus ?? null,
  sync: sync ?? null,
  reason: reason ?? null,
  group: group ?? null,
  tag: tag === undefined ? null : tagOf(tag),
});

function tagOf(text: string): TagValue {
  const at = text.indexOf('=');
  return { tag: text.slice(0, at), value: text.slice(at + 1) };
}

const noSuchDevice = (deviceId: string): NotFound => new NotFound(`There is no device ${deviceId.slice(0, 128)} that you may see.`);
