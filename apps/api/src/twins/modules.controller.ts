import { Controller, Get, Param } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DeviceId, NotFound, type Actor, type HubModule } from '#core';
import { ListModules } from '#twins';
import { Answers } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { ASKING } from './twin-problem-lists.js';

const ModuleList = z
  .object({
    items: z.array(
      z.object({
        moduleId: z.string(),
        managedBy: z.string().nullable().meta({ description: 'What made it, such as iotEdge; null where nothing is said.' }),
        connectionState: z.string().nullable(),
        lastActivityAt: z.string().nullable().meta({ description: 'When the hub last heard of it; null when it never did.' }),
      }),
    ),
  })
  .meta({ id: 'ModuleList' });
type ModuleList = z.infer<typeof ModuleList>;

const moduleResponse = ({ moduleId, managedBy, connectionState, lastActivityAt }: HubModule): ModuleList['items'][number] => ({ moduleId, managedBy, connectionState, lastActivityAt });

/** The modules of devices. The twin of each is at `…/modules/{moduleId}/twin`. */
@Controller('api/v1/devices/:deviceId/modules')
export class ModulesController {
  constructor(private readonly listModules: ListModules) {}

  /** Lists the modules of a device, by id. They are read from the hub, which costs one of its registry operations. */
  @Get()
  @Requires('twin:read')
  @Answers(200, 'The modules, by id.', ModuleList)
  @Problems(...ASKING)
  async list(@CurrentActor() actor: Actor, @Param('deviceId') deviceId: string): Promise<ModuleList> {
    // An id that nothing can have names nothing.
    if (!DeviceId.safeParse(deviceId).success) throw new NotFound('There is no such device that you may see.');
    return { items: (await this.listModules.run(actor, { tenantId: actor.tenantId, deviceId })).map(moduleResponse) };
  }
}
