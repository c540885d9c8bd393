import type { X509Certificate } from 'node:crypto';
import type { Device } from '../devices/device.js';
import { HubError } from '../http/hub-error.js';
import type { Target } from '../http/split-target.js';
import type { Hub } from '../hubs/hub.js';
import { thumbprintsOf } from './find-certificate.js';
import { parseSas, type SasToken } from './parse-sas.js';
import type { Right } from './policies.js';
import { findSasFault } from './verify-sas.js';

/** Who knocks, and at which door. */
export interface Knock {
  readonly hub: Hub;
  readonly target: Target;
  /** The Authorization header. */
  readonly authorization: string | undefined;
  /** Seconds since 1970. */
  readonly now: number;
  /** What the caller has shown, if anything. */
  readonly certificate?: X509Certificate | undefined;
}

/**
 * Lets a back end in when its token is good and its policy has the right. Throws 401.
 * Source of the answers: Azure IoT Hub, error 401003; the body of a refused token is quoted in azure-iot-sdk-c issue 1815.
 */
export function admitService(knock: Knock, right: Right): void {
  const token = readToken(knock.authorization);
  const policy = knock.hub.policies.get(token.skn ?? '');
  if (!policy) throw unauthorized(`unknown policy '${token.skn ?? ''}'`);
  checkToken(knock, token, [policy.primaryKey, policy.secondaryKey]);
  if (!policy.rights.has(right)) {
    throw new HubError('IotHubUnauthorizedAccess', `Authorization rule '${policy.name}' does not allow access for '${knock.target.path}'`);
  }
}

/** Lets a device in by a token made with its own key, its own certificate, or a policy that may speak for devices. Throws 401, for an unknown device too. */
export function admitDevice(knock: Knock, deviceId: string): void {
  const device = knock.hub.devices.find(deviceId);
  const { certificate, authorization } = knock;
  if (!authorization && certificate) return admitCertificate(knock, device, certificate);
  const token = readToken(authorization);
  if (!device) throw strangeDevice('unknown device');
  if (token.skn !== undefined) admitService(knock, 'DeviceConnect');
  else if (device.authentication.type !== 'sas') throw strangeDevice(`the device signs in by ${device.authentication.type}, not by SAS`);
  else checkToken(knock, token, [device.authentication.primaryKey, device.authentication.secondaryKey]);
  if (device.status === 'disabled') throw strangeDevice('the device is disabled');
}

function admitCertificate({ hub, now }: Knock, device: Device | undefined, certificate: X509Certificate): void {
  if (!device) throw strangeDevice('unknown device');
  const fault = findCertificateFault(device, certificate, (leaf) => hub.authorities.vouchFor(leaf, now * 1000));
  if (fault) throw strangeDevice(fault);
  if (device.status === 'disabled') throw strangeDevice('the device is disabled');
}

/**
 * Source: Azure IoT Hub, X.509 certificate authentication: of its own certificates either thumbprint will do, so that one can be
 * rolled; one that an authority has signed must have the device id for its common name.
 */
function findCertificateFault({ deviceId, authentication }: Device, shown: X509Certificate, isVouchedFor: (leaf: X509Certificate) => boolean): string | undefined {
  if (authentication.type === 'certificateAuthority') {
    if (shown.toLegacyObject().subject.CN !== deviceId) return 'the common name of the certificate is not the device id';
    return isVouchedFor(shown) ? undefined : 'no registered authority has signed the certificate, or it has run out';
  }
  if (authentication.type !== 'selfSigned') return `the device signs in by ${authentication.type}, not by a certificate`;
  const known = [authentication.primaryThumbprint, authentication.secondaryThumbprint].map((print) => print?.toUpperCase());
  return thumbprintsOf(shown).some((print) => known.includes(print)) ? undefined : 'the certificate is another one';
}

function readToken(authorization: string | undefined): SasToken {
  if (!authorization) throw new HubError('IotHubUnauthorized', 'Authorization header missing');
  const token = parseSas(authorization);
  if (token) return token;
  throw unauthorized(
    authorization.startsWith('Bearer ') ? 'the emulator does not take Entra ID tokens' : 'unreadable Authorization header',
  );
}

function checkToken({ hub, target, now }: Knock, token: SasToken, keys: readonly string[]): void {
  const fault = findSasFault(token, { keys, resource: [hub.hostName, ...target.segments], now });
  if (fault) throw unauthorized(`token: ${fault}`);
}

function unauthorized(note: string): HubError {
  return new HubError('IotHubUnauthorizedAccess', 'Unauthorized', { note });
}

function strangeDevice(note: string): HubError {
  return new HubError('IotHubUnauthorized', 'Unauthorized', { note });
}
