import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DeviceCatalog, DeviceId, Devices, Doorbell, NotFound, type Actor, type DeviceKey } from '#core';
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
    const devices = await this.catalog.list(actor.tenantId, { after: page.after ?? null, limit: page.limit, sync: page.sync ?? null });
    return { items: devices.map(deviceResponse) };
  }

  @Get(':deviceId')
  @Requires('device:read')
  async find(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string): Promise<DeviceResponse> {
    const device = await this.catalog.find(keyOf(actor, deviceId));
    if (!device) throw noSuchDevice(deviceId);
    return deviceResponse(device);
  }

  /** The story of a device, oldest line first. */
  @Get(':deviceId/timeline')
  @Requires('device:read')
  async timeline(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string, @Query() query: unknown): Promise<{ items: TimelineResponse[] }> {
    const page = parseQuery(TimelineQuery, query);
    const entries = await this.catalog.timeline(keyOf(actor, deviceId), { after: page.after ?? null, limit: page.limit });
    return { items: entries.map(timelineResponse) };
  }

  /** Looks at the device anew, at once, whatever it waits for. */
  @Post(':deviceId/wake')
  @HttpCode(202)
  @Requires('device:wake')
  async wake(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string): Promise<void> {
    const key = keyOf(actor, deviceId);
    if (!(await this.devices.wake(key))) throw noSuchDevice(deviceId);
    // The relay rings for it in any case; this only saves a second.
    this.doorbell.ring(key, 'urgent').catch(() => undefined);
  }
}

/** An id that no device can have names none. */
function keyOf({ tenantId }: Actor, deviceId: string): DeviceKey {
  if (!DeviceId.safeParse(deviceId).success) throw noSuchDevice(deviceId);
  return { tenantId, deviceId };
}

const noSuchDevice = (deviceId: string): NotFound => new NotFound(`There is no device ${deviceId.slice(0, 128)} that you may see.`);
