/**
 * Names and numbers of the service's error codes; the first three digits are the HTTP status they come with.
 * Source: ErrorCode and IotHubServiceErrorCode of the .NET SDK; Azure IoT Hub, "Troubleshoot error codes".
 */
const NUMBERS = {
  InvalidProtocolVersion: 400001,
  InvalidOperation: 400003,
  ArgumentInvalid: 400004,
  ArgumentNull: 400005,
  IotHubFormatError: 400006,
  DeviceDefinedMultipleTimes: 400011,
  BulkRegistryOperationFailure: 400013,
  IotHubSuspended: 400020,
  IotHubNotFound: 401001,
  IotHubUnauthorizedAccess: 401002,
  IotHubUnauthorized: 401003,
  IotHubQuotaExceeded: 403002,
  DeviceNotFound: 404001,
  ModuleNotFound: 404010,
  DeviceAlreadyExists: 409001,
  LinkCreationConflict: 409002,
  PreconditionFailed: 412001,
  MessageTooLarge: 413001,
  TooManyDevices: 413002,
  GenericTooManyRequests: 429000,
  ThrottlingException: 429001,
  ThrottleBacklogLimitExceeded: 429002,
  ThrottlingBacklogTimeout: 429003,
  ThrottlingMaxActiveJobCountExceeded: 429004,
  DeviceThrottlingLimitExceeded: 429005,
  ServerError: 500001,
  ServiceUnavailable: 503001,
  PartitionNotFound: 503003,
  GatewayTimeout: 504101,
} as const satisfies Record<string, number>;

const NAMES: ReadonlyMap<number, string> = new Map(Object.entries(NUMBERS).map(([name, number]) => [number, name]));
/** The documentation writes IoTHubQuotaExceeded where the SDKs write IotHubQuotaExceeded. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(Object.keys(NUMBERS).map((name) => [name.toLowerCase(), name]));

export interface ErrorCode {
  /** The code's name where we know it, else as the hub wrote it; null when the answer carries none. */
  code: string | null;
  /** The hub's own words, or null. */
  text: string | null;
}

/** A code as the hub may write it, a name or a number, by its name. */
export function codeName(code: unknown): string | null {
  const written = typeof code === 'number' || typeof code === 'string' ? String(code).trim() : '';
  // Newer services add three digits of detail to the six.
  if (/^\d{6}(?:\d{3})?$/.test(written)) return NAMES.get(Number(written.slice(0, 6))) ?? written.slice(0, 6);
  return written === '' ? null : (SPELLINGS.get(written.toLowerCase()) ?? written);
}

/** The HTTP status that belongs to a code, or null for a name that is not known here. */
export function statusOfCode(code: string): number | null {
  const number = Object.hasOwn(NUMBERS, code) ? NUMBERS[code as keyof typeof NUMBERS] : Number(code);
  return Number.isInteger(number) && number >= 100_000 ? Math.floor(number / 1000) : null;
}

/**
 * The error code of an answer. The service writes it as `Message: "ErrorCode:<name or number>;<text>"`, or as an object or
 * JSON text with `errorCode` in `Message`; the header `iothub-errorcode` is asked last.
 * Source: error answers recorded in the tests of Azure's .NET SDKs.
 */
export function readErrorCode(body: string, header: string | null): ErrorCode {
  const answer = asObject(body);
  const message = answer?.['Message'] ?? answer?.['message'];
  const found = fromObject(asObject(message) ?? answer);
  return { code: found.code ?? codeName(header), text: found.text };
}

function fromObject(answer: Readonly<Record<string, unknown>> | null): ErrorCode {
  const message = answer?.['Message'] ?? answer?.['message'];
  const text = typeof message === 'string' ? message : null;
  const code = codeName(answer?.['errorCode'] ?? answer?.['ErrorCode']);
  if (code) return { code, text };

  const written = /^ErrorCode:([^;]+);?(.*)$/s.exec(text ?? '');
  return written ? { code: codeName(written[1]), text: written[2] || null } : { code: null, text };
}

/** The object that a value is, or that its text describes; null for anything else. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return null;
  try {
    return asObject(JSON.parse(value) as unknown);
  } catch {
    return null;
  }
}
