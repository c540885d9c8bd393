export { AzureHubSurvey } from './azure-hub-survey.js';
export { AzureDeviceTwins } from './azure-device-twins.js';
export { AzureIotHubs, type AzureIotHubsSettings } from './azure-iot-hubs.js';
export { AzureHubProbe, type AzureHubProbeSettings } from './azure-hub-probe.js';
export { hostCheck } from './check-host.js';
export { isAllowedHost } from './host-allow-list.js';
export type { BulkCost } from './governor/bulk-writer.js';
