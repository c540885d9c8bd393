import { Module, type DynamicModule } from '@nestjs/common';
import { Connections, DeviceCatalog, HubBudgets, type EventSourceKind, type Secret } from '#core';
import { AddEventSource } from './add-event-source.js';
import { ConnectFleet } from './connect-fleet.js';
import { ConnectHub, HostRules } from './connect-hub.js';
import { ShowHubBudget } from './show-hub-budget.js';

export interface IntegrationRules {
  checkHost(hostName: string): void;
  newSecretFor(kind: EventSourceKind): Secret;
}

/** Wires the use cases. The ports come from the app's composition root. */
@Module({})
export class IntegrationsModule {
  static with(rules: IntegrationRules): DynamicModule {
    const hosts: HostRules = { check: (hostName) => rules.checkHost(hostName) };
    return {
      module: IntegrationsModule,
      providers: [
        { provide: ConnectHub, inject: [Connections], useFactory: (connections: Connections) => new ConnectHub(connections, hosts) },
        { provide: ConnectFleet, inject: [Connections], useFactory: (connections: Connections) => new ConnectFleet(connections) },
        {
          provide: AddEventSource,
          inject: [Connections],
          useFactory: (connections: Connections) => new AddEventSource(connections, (kind) => rules.newSecretFor(kind)),
        },
        {
          provide: ShowHubBudget,
          inject: [Connections, HubBudgets, DeviceCatalog],
          useFactory: (connections: Connections, budgets: HubBudgets, catalog: DeviceCatalog) => new ShowHubBudget(connections, budgets, catalog),
        },
      ],
      exports: [ConnectHub, ConnectFleet, AddEventSource, ShowHubBudget],
    };
  }
}
