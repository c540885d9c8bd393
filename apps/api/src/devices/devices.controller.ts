import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DeviceCatalog, DeviceId, Devices, Doorbell, NotFound, NotPermitted, can, deviceScopeOf, type Actor, type DeviceSummary } from '#core';
import { parseQuery } from '../http/parse-query.js';
import { deviceResponse, timelineResponse, type DeviceResponse, type TimelineResponse } from './device-responses.js';

const limit = z.coerce.number().int().min(1).max(500).default(100);
const DeviceQuery = z.object({ after: DeviceId.optional(), limit, sync: z.enum(['in-sync', 'waiting', 'failing', 'dead']).optional() });
const TimelineQuery = z.object({ after: z.coerce.bigint().min(0n).max(2n ** 63n - 1n).optional(), limit });

/** Devices as operators see them: where each stands, why, and how it came there. */
@Controller('api/v1/devices')
export class DevicesController {
  constructor(
    private readonly catalog: DeviceCatalog,
    private readonly devices: Devices,
    private readonly doorbell: Doorbell,
  ) {}

  /** Devices by id, after the one named. */
  @Get()
  @Requires('device:read')
  async list(@CurrentActor() actor: Actor, @Query() query: unknown): Promise<{ items: DeviceResponse[] }> {
    const page = parseQuery(DeviceQuery, query);
    const devices = await this.catalog.list(actor.tenantId, { after: page.after ?? null, limit: page.limit, sync: page.sync ?? null, scope: deviceScopeOf(actor, 'device:read') });
    return { items: devices.map(deviceResponse) };
  }

  @Get(':deviceId')
  @Requires('device:read')
  async find(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string): Promise<DeviceResponse> {
    return deviceResponse(await this.#visible(actor, deviceId));
  }

  /** The story of a device, oldest line first. */
  @Get(':deviceId/timeline')
  @Requires('device:read')
  async timeline(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string, @Query() query: unknown): Promise<{ items: TimelineResponse[] }> {
    const page = parseQuery(TimelineQuery, query);
    const { key } = await this.#visible(actor, deviceId);
    const entries = await this.catalog.timeline(key, { after: page.after ?? null, limit: page.limit });
    return { items: entries.map(timelineResponse) };
  }

  /** Looks at the device anew, at once, whatever it waits for. */
  @Post(':deviceId/wake')
  @HttpCode(202)
  @Requires('device:wake')
  async wake(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string): Promise<void> {
    const device = await this.#visible(actor, deviceId);
    if (!can(actor, 'device:wake', device)) throw new NotPermitted(`${actor.name} was not granted device:wake for this device.`);
    const { key } = device;
    if (!(await this.devices.wake(key))) throw noSuchDevice(deviceId);
    // The relay rings for it in any case; this only saves a second.
    this.doorbell.ring(key, 'urgent').catch(() => undefined);
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
