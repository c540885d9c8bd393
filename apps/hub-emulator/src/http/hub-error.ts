import type { Switches } from '../switches.js';
import { type ErrorName, statusOf } from './error-codes.js';

export interface HubErrorDetails {
  /** Overrides the status that belongs to the name. */
  readonly status?: number | undefined;
  /** What the journal tells about the refusal. The caller never sees it: the service does not explain itself either. */
  readonly note?: string | undefined;
  /** Form of the body where it is known not to be the usual one. */
  readonly shape?: Switches['errorShape'] | undefined;
}

/** A refusal by the hub: the name of its error code, and the text that follows the name in the answer. */
export class HubError extends Error {
  override readonly name = 'HubError';
  readonly status: number;
  readonly note: string | undefined;
  readonly shape: Switches['errorShape'] | undefined;

  constructor(
    readonly code: ErrorName,
    readonly text: string,
    details: HubErrorDetails = {},
  ) {
    super(`${code}: ${text}`);
    this.status = details.status ?? statusOf(code);
    this.note = details.note;
    this.shape = details.shape;
  }
}

export function argumentInvalid(text: string): HubError {
  return new HubError('ArgumentInvalid', text);
}

/** Source of the text: test data of azure-iot-sdk-csharp (previews/v2). */
export function deviceNotFound(deviceId: string): HubError {
  return new HubError('DeviceNotFound', deviceId);
}

/** Source of the text: Azure/azure-iot-explorer issue 214. */
export function deviceAlreadyExists(deviceId: string): HubError {
  return new HubError('DeviceAlreadyExists', `A device with ID '${deviceId}' is already registered.`);
}

export function moduleNotFound(deviceId: string, moduleId: string): HubError {
  return new HubError('ModuleNotFound', `Module ${moduleId} on device ${deviceId} not found`);
}

export function moduleAlreadyExists(deviceId: string, moduleId: string): HubError {
  return new HubError('ModuleAlreadyExistsOnDevice', `Module ${moduleId} already exists on device ${deviceId}`);
}

/** Source of the text: recorded sessions of azure-sdk-for-net, ModulesClient_UpdateModuleTwin_EtagDoesNotMatch. */
export function staleTwin(deviceId: string): HubError {
  return new HubError('PreconditionFailed', `ETag mismatch for device ID '${deviceId}'`);
}
