import { Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '#access';
import { DeviceGroups, DeviceId, NotFound, type Actor } from '#core';
import { parseQuery } from '../http/parse-query.js';
import { NamePage, readGroup } from './access-requests.js';

/** Named sets of devices, which grants are made for. */
@Controller('api/v1/access/groups')
@Requires('access:manage')
export class GroupsController {
  constructor(private readonly groups: DeviceGroups) {}

  /** Names, after the one named. */
  @Get()
  async names(@CurrentActor() { tenantId }: Actor, @Query() query: unknown): Promise<{ items: string[] }> {
    const { after = null, limit } = parseQuery(NamePage, query);
    return { items: await this.groups.names(tenantId, { after, limit }) };
  }

  /** Ids of devices, after the one named. A group that nobody is in has none. */
  @Get(':group/devices')
  async devices(@CurrentActor() { tenantId }: Actor, @Param('group') group: string, @Query() query: unknown): Promise<{ items: string[] }> {
    const { after = null, limit } = parseQuery(NamePage, query);
    return { items: await this.groups.devices(tenantId, readGroup(group), { after, limit }) };
  }

  /** May be repeated. */
  @Put(':group/devices/:deviceId')
  @HttpCode(204)
  async join(@CurrentActor() { tenantId }: Actor, @Param('group') group: string, @Param('deviceId') deviceId: string): Promise<void> {
    const known = DeviceId.safeParse(deviceId).success && (await this.groups.join({ tenantId, deviceId }, readGroup(group)));
    if (!known) throw new NotFound('There is no such device.');
  }

  @Delete(':group/devices/:deviceId')
  @HttpCode(204)
  async leave(@CurrentActor() { tenantId }: Actor, @Param('group') group: string, @Param('deviceId') deviceId: string): Promise<void> {
    const left = DeviceId.safeParse(deviceId).success && (await this.groups.leave({ tenantId, deviceId }, readGroup(group)));
    if (!left) throw new NotFound('That device is not in that group.');
  }
}
