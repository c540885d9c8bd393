import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DeviceCatalog, Devices, Doorbell, NotFound, type Actor } from '#core';
import { parseQuery } from '../http/parse-query.js';
import { deviceResponse, timelineResponse, type DeviceResponse, type TimelineResponse } from './device-responses.js';

const limit = z.coerce.number().int().min(1).max(500).default(100);
const DeviceQuery = z.object({ after: z.string().max(128).optional(), limit, sync: z.enum(['in-sync', 'waiting', 'failing', 'dead']).optional() });
const TimelineQuery = z.object({ after: z.coerce.bigint().optional(), limit });

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
    const device = await this.catalog.find({ tenantId: actor.tenantId, deviceId });
    if (!device) throw noSuchDevice(deviceId);
    return deviceResponse(device);
  }

  /** The story of a device, oldest line first. */
  @Get(':deviceId/timeline')
  @Requires('device:read')
  async timeline(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string, @Query() query: unknown): Promise<{ items: TimelineResponse[] }> {
    const page = parseQuery(TimelineQuery, query);
    const entries = await this.catalog.timeline({ tenantId: actor.tenantId, deviceId }, { after: page.after ?? null, limit: page.limit });
    return { items: entries.map(timelineResponse) };
  }

  /** Looks at the device anew, at once, whatever it waits for. */
  @Post(':deviceId/wake')
  @HttpCode(202)
  @Requires('device:wake')
  async wake(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string): Promise<void> {
    const key = { tenantId: actor.tenantId, deviceId };
    if (!(await this.devices.wake(key))) throw noSuchDevice(deviceId);
    // The relay rings for it in any case; this only saves a second.
    this.doorbell.ring(key).catch(() => undefined);
  }
}

const noSuchDevice = (deviceId: string): NotFound => new NotFound(`There is no device ${deviceId.slice(0, 128)} that you may see.`);
