import { argumentInvalid } from '../http/hub-error.js';

/** Source: azure-iot-sdk-csharp, the pattern for device and module ids. Case counts. */
const DEVICE_ID = /^[A-Za-z0-9\-:.+%_#*?!(),=@;$']{1,128}$/;

export function isDeviceId(text: string): boolean {
  return DEVICE_ID.test(text);
}

/** Returns the id, or throws 400 ArgumentInvalid. */
export function checkDeviceId(text: string): string {
  if (isDeviceId(text)) return text;
  throw argumentInvalid(`The device identifier '${text}' is invalid.`);
}
