import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { SignedWebhookSender } from '#adapters/webhooks';
import { Clock, FORWARDING_TERMS, Log, Outbox, WebhookSender } from '#core';
import { ForwardEvents } from '#lifecycle';
import type { Env } from '#platform';
import { ForwardSchedule } from './forward.schedule.js';

class OpenWebhookSender extends SignedWebhookSender implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/** Forwards accepted events to receivers. */
@Module({})
export class ForwardingModule {
  static with(env: Env, log: Log): DynamicModule {
    return {
      module: ForwardingModule,
      providers: [
        { provide: WebhookSender, useFactory: () => new OpenWebhookSender({ reach: env.LOCKSTEP_RECEIVERS }) },
        {
          provide: ForwardSchedule,
          inject: [Outbox, WebhookSender, Clock],
          useFactory: (outbox: Outbox, sender: WebhookSender, clock: Clock) => new ForwardSchedule(new ForwardEvents(outbox, sender, { clock, log }, FORWARDING_TERMS), log),
        },
      ],
    };
  }
}
