import type { IncomingHttpHeaders } from 'node:http';
import type { DataAction } from '../access/data-actions.js';
import type { Right } from '../access/policies.js';
import type { Answer } from '../http/answer.js';
import { HubError } from '../http/hub-error.js';
import type { Hub } from '../hubs/hub.js';
import type { Instant } from '../instant.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import type { Switches } from '../switches.js';
import type { Category } from '../throttle/categories.js';

/** What an operation works on. */
export interface Call {
  readonly hub: Hub;
  /** The device id in the path, decoded, not yet checked. Empty when the path has none. */
  readonly deviceId: string;
  /** What the path names in braces, decoded, not yet checked. */
  readonly names: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly now: Instant;
  /** Milliseconds since 1970, in throttle time; see `ThrottleClock`. */
  readonly throttleNow: number;
  readonly switches: Switches;
  /** How old the state is that queries see, beyond the switch `queryLagMs`: an ordered fault. Milliseconds. */
  readonly lagMs: number;
}

/** One thing that the hub can be asked for. It answers, or throws a HubError and has changed nothing. */
export interface Operation {
  /** The name under which the journal counts it. */
  readonly name: string;
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** Literal segments, and names in braces; `{id}` is a device id. */
  readonly path: string;
  /** The right that the policy must have; `device` when the device itself calls, with its own key. */
  readonly access: Right | 'device';
  /** What a role of Entra ID must allow, where `access` and `writes` do not say it. */
  readonly action?: DataAction;
  /** True when it may change a device: two such calls for one device at once are an overlap. */
  readonly writes: boolean;
  /** The devices it is about, when they are not in the path. */
  devices?(body: Buffer): readonly string[];
  /** The limit that it counts against; absent: it is not limited. */
  readonly limit?: Category;
  /** True when each device in it counts, unless the switch `bulkCost` says otherwise. */
  readonly costsPerDevice?: boolean;
  /** What the day's quota is charged for; absent: nothing. */
  readonly charges?: 'request' | 'answer';
  /** Does the whole of its work before it returns: nothing can come between looking and changing. */
  run(call: Call): Answer;
}

/** Reads the body as JSON. Throws 400 IotHubFormatError. */
export function readJson(body: Buffer): JsonValue {
  try {
    return JSON.parse(body.toString('utf8')) as JsonValue;
  } catch {
    throw new HubError('IotHubFormatError', 'BadRequest', { note: 'the body is not JSON' });
  }
}

/** Reads the body as a JSON object. Throws 400 IotHubFormatError. */
export function readObject(body: Buffer): JsonObject {
  const value = readJson(body);
  if (isJsonObject(value)) return value;
  throw new HubError('IotHubFormatError', 'BadRequest', { note: 'the body is not a JSON object' });
}
