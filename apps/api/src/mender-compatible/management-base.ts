export const MANAGEMENT_BASE = 'api/management/v1/iot-manager';
/** Under which these routes stand in the OpenAPI document. */
export const MENDER_TAG = 'Mender iot-manager';
