import { HubError } from '../http/hub-error.js';
import { formatInstant, type Instant } from '../instant.js';
import type { JsonObject } from '../json.js';

/** A configuration: what a hub would write into the twins of all devices that a condition finds. The emulator only keeps it. */
export interface Configuration {
  readonly id: string;
  /** What the client chose. */
  readonly wanted: WantedConfiguration;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** The number inside the etag: 1, and one more with each update. */
  readonly etag: number;
}

/** The writable part of a configuration. */
export interface WantedConfiguration {
  readonly schemaVersion: string | null;
  readonly labels: JsonObject;
  readonly content: JsonObject;
  readonly targetCondition: string;
  readonly priority: number;
  readonly metricQueries: JsonObject;
}

/** Source: recorded sessions of azure-sdk-for-net, ConfigurationsClient_ConfigurationsLifecycle (`MQ==` is 1). */
export function configurationEtag({ etag }: Configuration): string {
  return Buffer.from(String(etag)).toString('base64');
}

/** A configuration as the service writes it, member for member and in this order. Source: the same. */
export function showConfiguration(configuration: Configuration): JsonObject {
  const { id, wanted } = configuration;
  const where = wanted.targetCondition === '*' || wanted.targetCondition === '' ? [] : [wanted.targetCondition];
  return {
    id,
    schemaVersion: wanted.schemaVersion,
    labels: wanted.labels,
    content: wanted.content,
    targetCondition: wanted.targetCondition,
    createdTimeUtc: formatInstant(configuration.createdAt),
    lastUpdatedTimeUtc: formatInstant(configuration.updatedAt),
    priority: wanted.priority,
    systemMetrics: {
      results: {},
      queries: {
        targetedCount: selectWhere(where),
        appliedCount: selectWhere([...where, `configurations.[[${id}]].status = 'Applied'`]),
      },
    },
    metrics: { results: {}, queries: wanted.metricQueries },
    etag: configurationEtag(configuration),
  };
}

export function configurationNotFound(id: string): HubError {
  return new HubError('ConfigurationNotFound', `The configuration ${id} was not found.`);
}

function selectWhere(conditions: readonly string[]): string {
  return ['select deviceId from devices', conditions.join(' and ')].filter((part) => part !== '').join(' where ');
}
