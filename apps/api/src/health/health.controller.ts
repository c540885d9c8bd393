import { Controller, Get, HttpCode } from '@nestjs/common';
import { OpenToAll } from '#access';
import { StoreHealth, StoreIsAway } from '#core';

/** For whoever keeps the process running. */
@Controller()
@OpenToAll({ counted: false })
export class HealthController {
  constructor(private readonly store: StoreHealth) {}

  /** The process answers. */
  @Get('livez')
  @HttpCode(200)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Events can be stored. The queue is not asked: what it loses is rung for again. */
  @Get('readyz')
  async ready(): Promise<{ status: 'ok' }> {
    if (!(await this.store.answers())) throw new StoreIsAway('The database does not answer, so no event can be stored.');
    return { status: 'ok' };
  }
}
