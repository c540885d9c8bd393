import { Controller, Get } from '@nestjs/common';
import { CurrentActor, Requires } from '#access';
import type { Actor, HubEdition, Lane } from '#core';
import { ShowHubBudget } from '#integrations';

interface HubBudgetResponse {
  hostName: string;
  edition: HubEdition | null;
  categories: {
    category: string;
    allowedPerMinute: number;
    used: number;
    refused: number;
    waiting: Readonly<Record<Lane, number>>;
    closedUntil: string | null;
  }[];
  backlog: { devices: number; seconds: number };
}

/** How much of what the hub allows is used. */
@Controller('api/v1/hub-budget')
export class HubBudgetController {
  constructor(private readonly showHubBudget: ShowHubBudget) {}

  /** Operations of the last minute by category, what waits by lane, and the time that the backlog will take. */
  @Get()
  @Requires('device:read', { everywhere: true })
  async show(@CurrentActor() actor: Actor): Promise<HubBudgetResponse> {
    const { hostName, edition, categories, backlog } = await this.showHubBudget.run(actor.tenantId);
    return {
      hostName,
      edition,
      categories: categories.map(({ category, allowedPerMinute, used, refused, waiting, closedUntil }) => ({
        category,
        allowedPerMinute,
        used,
        refused,
        waiting,
        closedUntil: closedUntil?.toISOString() ?? null,
      })),
      backlog: { devices: backlog.devices, seconds: backlog.seconds },
    };
  }
}
