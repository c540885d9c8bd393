/**
 * The service's error codes: name, number, HTTP status.
 * Source: ErrorCode.cs and IotHubServiceErrorCode.cs of azure-iot-sdk-csharp; for 429 the error code pages of the Azure documentation.
 */
export const ERROR_CODES = {
  // In public only by name (the service's REST description); their numbers here are made up.
  InvalidConfigurationTargetCondition: [400303, 400],
  InvalidConfigurationContent: [400304, 400],
  InvalidConfigurationCustomMetricsQuery: [400305, 400],
  ConfigurationAlreadyExists: [409302, 409],
  ConfigurationCountLimitExceeded: [413004, 413],

  GenericBadRequest: [400000, 400],
  // In public only by name.
  BlobContainerValidationError: [400000, 400],
  InvalidProtocolVersion: [400001, 400],
  InvalidOperation: [400003, 400],
  ArgumentInvalid: [400004, 400],
  ArgumentNull: [400005, 400],
  IotHubFormatError: [400006, 400],
  DeviceDefinedMultipleTimes: [400011, 400],
  BulkRegistryOperationFailure: [400013, 400],
  IotHubSuspended: [400020, 400],
  IotHubNotFound: [401001, 401],
  IotHubUnauthorizedAccess: [401002, 401],
  IotHubUnauthorized: [401003, 401],
  JobQuotaExceeded: [403001, 403],
  IotHubQuotaExceeded: [403002, 403],
  DeviceMaximumQueueDepthExceeded: [403004, 403],
  DeviceNotFound: [404001, 404],
  JobNotFound: [404002, 404],
  ModuleNotFound: [404010, 404],
  DeviceNotOnline: [404103, 404],
  ConfigurationNotFound: [404301, 404],
  DeviceAlreadyExists: [409001, 409],
  JobAlreadyExists: [409007, 409],
  ModuleAlreadyExistsOnDevice: [409301, 409],
  PreconditionFailed: [412001, 412],
  MessageTooLarge: [413001, 413],
  TooManyDevices: [413002, 413],
  TooManyModulesOnDevice: [413003, 413],
  GenericTooManyRequests: [429000, 429],
  ThrottlingException: [429001, 429],
  ThrottleBacklogLimitExceeded: [429002, 429],
  ThrottlingBacklogTimeout: [429003, 429],
  ThrottlingMaxActiveJobCountExceeded: [429004, 429],
  ServerError: [500001, 500],
  ServiceUnavailable: [503001, 503],
  GatewayTimeout: [504101, 504],
} as const satisfies Record<string, readonly [number: number, status: number]>;

export type ErrorName = keyof typeof ERROR_CODES;

export function numberOf(name: ErrorName): number {
  return ERROR_CODES[name][0];
}

export function statusOf(name: ErrorName): number {
  return ERROR_CODES[name][1];
}
