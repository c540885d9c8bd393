import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { Connections, DeviceCatalog, EventSources, FleetProbe, HubBudgets, HubProbe, Integrations, type EventSourceKind, type Secret } from '#core';
import { AddEventSource } from './add-event-source.js';
import { ChangeCredentials } from './change-credentials.js';
import { ConnectFleet } from './connect-fleet.js';
import { ConnectHub, HostRules } from './connect-hub.js';
import { RotateSecret } from './rotate-secret.js';
import { ShowHubBudget } from './show-hub-budget.js';
import { TestFleet } from './test-fleet.js';
import { TestHub } from './test-hub.js';

export interface IntegrationRules {
  /** Throws HostNotAllowed. */
  checkHost(hostName: string): void;
  newSecretFor(kind: EventSourceKind): Secret;
  /** Whether a URL names an address that a fleet manager may not have. */
  isBlockedUrl(url: string): boolean;
}

/** Wires the use cases. The ports come from the app's composition root; `probes` only where the app answers HubProbe and FleetProbe. */
@Module({})
export class IntegrationsModule {
  static with(rules: IntegrationRules, { probes = false }: { probes?: boolean } = {}): DynamicModule {
    const useCases: FactoryProvider[] = [...connecting(rules), ...changing(rules), showing(), ...(probes ? testing() : [])];
    return { module: IntegrationsModule, providers: useCases, exports: useCases.map(({ provide }) => provide) };
  }
}

const hostsOf = (rules: IntegrationRules): HostRules => ({ check: (hostName) => rules.checkHost(hostName) });

const connecting = (rules: IntegrationRules) => [
  { provide: ConnectHub, inject: [Connections], useFactory: (connections: Connections) => new ConnectHub(connections, hostsOf(rules)) },
  { provide: ConnectFleet, inject: [Connections], useFactory: (connections: Connections) => new ConnectFleet(connections, (url) => rules.isBlockedUrl(url)) },
  { provide: AddEventSource, inject: [Connections], useFactory: (connections: Connections) => new AddEventSource(connections, (kind) => rules.newSecretFor(kind)) },
];

const changing = (rules: IntegrationRules) => [
  { provide: ChangeCredentials, inject: [Integrations, HubBudgets], useFactory: (integrations: Integrations, budgets: HubBudgets) => new ChangeCredentials(integrations, hostsOf(rules), budgets) },
  { provide: RotateSecret, inject: [EventSources], useFactory: (sources: EventSources) => new RotateSecret(sources, (kind) => rules.newSecretFor(kind)) },
];

const showing = () => ({
  provide: ShowHubBudget,
  inject: [Connections, HubBudgets, DeviceCatalog],
  useFactory: (connections: Connections, budgets: HubBudgets, catalog: DeviceCatalog) => new ShowHubBudget(connections, budgets, catalog),
});

const testing = () => [
  { provide: TestHub, inject: [Connections, HubProbe], useFactory: (connections: Connections, probe: HubProbe) => new TestHub(connections, probe) },
  { provide: TestFleet, inject: [Connections, FleetProbe], useFactory: (connections: Connections, probe: FleetProbe) => new TestFleet(connections, probe) },
];
