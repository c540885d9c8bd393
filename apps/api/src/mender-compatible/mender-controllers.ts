import { DeviceStatesController } from './device-states.controller.js';
import { MenderEventsController } from './mender-events.controller.js';
import { MenderIntegrationsController } from './mender-integrations.controller.js';

/** The doors of the management API. */
export const MENDER_CONTROLLERS = [MenderIntegrationsController, DeviceStatesController, MenderEventsController] as const;
