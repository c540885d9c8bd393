import type { Provider } from '@nestjs/common';
import { CheckedReceiverAddresses } from '#adapters/webhooks';
import { Clock, Connections, DeviceTwins, Log, ReceiverAddresses, StoreHealth, Tenants } from '#core';
import { AcceptEvent } from '#lifecycle';
import { menderCompatibilityOf, type Env } from '#platform';
import { AllIntegrations } from './all-integrations.js';
import { DeviceStates } from './device-states.js';
import { AuthenticateInHub } from './internal/authenticate-in-hub.js';
import { InternalApi } from './internal/internal-api.js';
import { TellDevices } from './internal/tell-devices.js';
import { ManagementApi } from './management-api.js';
import { MENDER_CONTROLLERS } from './mender-controllers.js';
import { AddIntegration, ReplaceCredentials } from './put-integrations.js';

/** What is served of Mender's iot-manager: nothing, until it is switched on. */
export const menderCompatible = {
  controllers: MENDER_CONTROLLERS,
  in: (env: Env) => {
    const { management, internal } = menderCompatibilityOf(env);
    return { controllers: management ? MENDER_CONTROLLERS : [], providers: [...(management ? managementProviders(env) : []), ...(internal ? internalProviders(internal) : [])] };
  },
};

const managementProviders = (env: Env): Provider[] => [
  AllIntegrations,
  AddIntegration,
  ReplaceCredentials,
  DeviceStates,
  ManagementApi,
  { provide: ReceiverAddresses, useFactory: () => new CheckedReceiverAddresses(env.LOCKSTEP_RECEIVERS) },
];

const internalProviders = (place: { host: string; port: number }): Provider[] => [
  { provide: TellDevices, inject: [AcceptEvent, Clock], useFactory: (acceptEvent: AcceptEvent, clock: Clock) => new TellDevices(acceptEvent, clock) },
  { provide: AuthenticateInHub, inject: [Connections, DeviceTwins], useFactory: (connections: Connections, twins: DeviceTwins) => new AuthenticateInHub(connections, twins) },
  {
    provide: InternalApi,
    inject: [TellDevices, AuthenticateInHub, Tenants, StoreHealth, Log],
    useFactory: (tell: TellDevices, authenticate: AuthenticateInHub, tenants: Tenants, health: StoreHealth, log: Log) => new InternalApi(place, { tell, authenticate, tenants, health, log }),
  },
];
