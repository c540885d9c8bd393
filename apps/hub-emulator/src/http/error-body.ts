import { formatInstant, type Instant } from '../instant.js';
import type { Switches } from '../switches.js';
import { numberOf } from './error-codes.js';
import type { HubError } from './hub-error.js';

/** What names one request in the error body: its id (the same as x-ms-request-id) and when it was answered. */
export interface Tracking {
  readonly requestId: string;
  readonly at: Instant;
}

/**
 * The body of a refusal. `text` is the form of the registry and twin paths: the code's name, a semicolon, a text. The two
 * others carry the code's number in JSON, once as a string inside the string, once as an object.
 * Source: recorded sessions of azure-sdk-for-net; ServiceExceptionHandlingHelper of azure-iot-sdk-csharp (previews/v2).
 */
export function errorBody(error: HubError, tracking: Tracking, shape: Switches['errorShape']): object {
  const trackingId = trackingIdOf(tracking);
  if (shape === 'text') {
    return { Message: `ErrorCode:${error.code};${error.text}`, ExceptionMessage: `Tracking ID:${trackingId}` };
  }
  const inner = {
    errorCode: numberOf(error.code),
    trackingId,
    message: error.text,
    timestampUtc: formatInstant(tracking.at),
  };
  return { Message: shape === 'json-string' ? JSON.stringify(inner) : inner, ExceptionMessage: '' };
}

function trackingIdOf({ requestId, at }: Tracking): string {
  const [year, month, day, time] = formatInstant(at).split(/[-T.Z]/);
  // G names the gateway that answered. The emulator is one gateway; its number is 0.
  return `${requestId.replaceAll('-', '')}-G:0-TimeStamp:${month}/${day}/${year} ${time}`;
}
