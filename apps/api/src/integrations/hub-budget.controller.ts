import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { HubCategory, HubEdition, LANES, type Actor } from '#core';
import { ShowHubBudget } from '#integrations';
import { Answers } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { ConnectionTroubleResponse, connectionTroubleResponse } from './integration-responses.js';

const HubBudgetResponse = z
  .object({
    hostName: z.string(),
    edition: HubEdition.nullable().meta({ description: 'What the hub was bought as; null where nobody said: then its limits are learnt.' }),
    categories: z.array(
      z.object({
        category: HubCategory,
        allowedPerMinute: z.number().meta({ description: 'Operations a minute that we allow ourselves now.' }),
        used: z.number().meta({ description: 'Operations in the last 60 s, of all workers together.' }),
        refused: z.number().meta({ description: 'Calls that the hub refused in the last 60 s for want of budget.' }),
        waiting: z.record(z.enum(LANES), z.number()).meta({ description: 'Calls that wait, by what they are for.' }),
        closedUntil: z.iso.datetime().nullable().meta({ description: 'Nothing goes until then, as the hub asked.' }),
      }),
    ),
    paused: z.boolean().meta({ description: 'Nobody calls the hub until somebody resumes it.' }),
    trouble: ConnectionTroubleResponse.nullable().meta({ description: 'The breaker: what keeps the hub from being called at all; null while it is closed.' }),
    backlog: z
      .object({ devices: z.int(), seconds: z.int() })
      .meta({ description: 'Devices that the hub does not hold yet as the fleet wants them, and how long it takes to change them at this pace.' }),
  })
  .meta({ id: 'HubBudget' });
type HubBudgetResponse = z.infer<typeof HubBudgetResponse>;

/** How much of what the hub allows is used. */
@Controller('api/v1/hub-budget')
export class HubBudgetController {
  constructor(private readonly showHubBudget: ShowHubBudget) {}

  /** Shows how much of what the hub allows is used. By category: the operations of the last minute, and what waits by lane; and the time that the backlog will take. */
  @Get()
  @Requires('device:read', { everywhere: true })
  @Answers(200, 'The budget of the hub.', HubBudgetResponse)
  @Problems('not-found', 'hub-budget-is-away')
  async show(@CurrentActor() actor: Actor): Promise<HubBudgetResponse> {
    const { hostName, edition, paused, trouble, categories, backlog } = await this.showHubBudget.run(actor.tenantId);
    return {
      hostName,
      edition,
      paused,
      trouble: connectionTroubleResponse(trouble),
      categories: categories.map(({ category, allowedPerMinute, used, refused, waiting, closedUntil }) => ({
        category,
        allowedPerMinute,
        used,
        refused,
        waiting: { ...waiting },
        closedUntil: closedUntil?.toISOString() ?? null,
      })),
      backlog: { devices: backlog.devices, seconds: backlog.seconds },
    };
  }
}
