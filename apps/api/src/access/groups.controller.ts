import { Controller, Delete, Get, HttpCode, Param, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, Requires } from '#access';
import { DeviceGroups, DeviceId, NotFound, type Actor } from '#core';
import { PageQuery, pageOf, wishOf } from '../http/pages.js';
import { Answers, PAGE_HEADERS } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { Name, readGroup } from './access-requests.js';
import { NamePage } from './access-responses.js';

/** Named sets of devices, which grants are made for. */
@Controller('api/v1/access/groups')
@Requires('access:manage')
export class GroupsController {
  constructor(private readonly groups: DeviceGroups) {}

  /** Lists the groups, by name. A group is there as long as a device is in it. */
  @Get()
  @Answers(200, 'A page of names of groups.', NamePage, PAGE_HEADERS)
  async names(
    @CurrentActor() { tenantId }: Actor,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NamePage> {
    const names = await this.groups.names(tenantId, wishOf(query, Name));
    return { items: pageOf(request, reply, names, { limit: query.limit, keyOf: (name) => name }) };
  }

  /** Lists the devices of a group, by id. A group that nobody is in has none. */
  @Get(':group/devices')
  @Answers(200, 'A page of ids of devices.', NamePage, PAGE_HEADERS)
  @Problems('not-found')
  async devices(
    @CurrentActor() { tenantId }: Actor,
    @Param('group') group: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NamePage> {
    const ids = await this.groups.devices(tenantId, readGroup(group), wishOf(query, DeviceId));
    return { items: pageOf(request, reply, ids, { limit: query.limit, keyOf: (id) => id }) };
  }

  /** Puts a device into a group. May be repeated. */
  @Put(':group/devices/:deviceId')
  @HttpCode(204)
  @Answers(204, 'The device is in the group.')
  @Problems('not-found')
  async join(@CurrentActor() { tenantId }: Actor, @Param('group') group: string, @Param('deviceId') deviceId: string): Promise<void> {
    const known = DeviceId.safeParse(deviceId).success && (await this.groups.join({ tenantId, deviceId }, readGroup(group)));
    if (!known) throw new NotFound('There is no such device.');
  }

  /** Takes a device out of a group. */
  @Delete(':group/devices/:deviceId')
  @HttpCode(204)
  @Answers(204, 'The device is in the group no more.')
  @Problems('not-found')
  async leave(@CurrentActor() { tenantId }: Actor, @Param('group') group: string, @Param('deviceId') deviceId: string): Promise<void> {
    const left = DeviceId.safeParse(deviceId).success && (await this.groups.leave({ tenantId, deviceId }, readGroup(group)));
    if (!left) throw new NotFound('That device is not in that group.');
  }
}
