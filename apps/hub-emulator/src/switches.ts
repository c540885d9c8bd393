import { z } from 'zod';

/**
 * What no public source settles about the real service. Each switch is one open question; its default is the likelier
 * answer, or the one that catches more mistakes in a client. Set them at the start (`--switch NAME=VALUE`) or while the
 * emulator runs (PATCH /emulator/switches).
 */
export const Switches = z.strictObject({
  /** Status of a bulk in which some entries failed. The service's description declares both, with the same body. */
  bulkPartialFailureStatus: z.literal([200, 400]).default(200),
  /** `errorCode` of a bulk error: a name in the service's description, a number in the logs of import jobs. */
  bulkErrorCode: z.enum(['name', 'number']).default('name'),
  /** Status of a bulk with more than 100 entries. */
  bulkTooManyStatus: z.literal([413, 400]).default(413),
  /** Status of PUT /devices/{id} with If-Match when there is no such device. */
  updateMissingDeviceStatus: z.literal([404, 412]).default(404),
  /** Whether DELETE /devices/{id} without If-Match deletes; `refused` answers 412. */
  deleteWithoutIfMatch: z.enum(['allowed', 'refused']).default('allowed'),
  /** What an update with an authentication but empty keys does to the keys. */
  emptyKeysOnUpdate: z.enum(['generate', 'keep']).default('generate'),
  /** What an update (single or bulk) that names no authentication does to it; `generate` makes it SAS with new keys. */
  missingAuthenticationOnUpdate: z.enum(['generate', 'keep']).default('generate'),
  /** Status of a twin that is too large, too deep or has a forbidden key or value. */
  twinLimitStatus: z.literal([400, 413]).default(400),
  /** Whether the twin of a disabled device is served; `not-found` answers 404 DeviceNotFound. */
  twinOfDisabledDevice: z.enum(['served', 'not-found']).default('served'),
  /** Whether PUT /twins/{id} without `tags`, or without `properties.desired`, clears that part or leaves it. */
  replaceTwinMissingPart: z.enum(['clear', 'keep']).default('clear'),
  /** Whether a change of reported properties raises the twin's `version` (its etag never changes then). */
  reportedRaisesVersion: z.boolean().default(false),
  /** A real hub shows devices on HTTPS as Disconnected; true shows them Connected for two minutes after each request. */
  httpsDevicesConnect: z.boolean().default(true),
  /** Form of the error body: `text` is what the registry and twin paths send, the others were seen on newer paths. */
  errorShape: z.enum(['text', 'json-string', 'json-object']).default('text'),
  /** What a bulk costs of the registry's limit: one for each of its devices, or one for the call. */
  bulkCost: z.enum(['device', 'call']).default('device'),
  /** Seconds in the Retry-After header of a 429; 0 sends none. No client of the hub's makers reads it. */
  retryAfterSeconds: z.int().min(0).max(3600).default(0),
  /** Status of a create beyond the number of devices that a hub may have. The code is TooManyDevices. */
  deviceCapStatus: z.literal([403, 413]).default(403),
  /** How long a change of a device stays unseen by queries. Real milliseconds. */
  queryLagMs: z.int().min(0).max(3_600_000).default(0),
  /** The most rows in a page of a query; the real number is not established. */
  queryPageMost: z.int().min(1).max(10_000).default(100),
  /** What `!=`, NIN and NOT make of a property that a twin does not have: `unknown` is never true, `unequal` is different from everything. */
  queryMissingValue: z.enum(['unknown', 'unequal']).default('unknown'),
  /** Shape of GET /jobs/v2/query: the page itself with the token in a header, as the Node.js client reads it, or an object around it. */
  jobsPageShape: z.enum(['array', 'object']).default('array'),
  /** How far away the hub is: every answer takes at least so long. Real milliseconds, half of it before the effect. */
  roundTripMs: z.number().min(0).max(60_000).default(0),
  /** Path in a twin to a number that the writer raises, for example `tags.lockstep.generation`; the checks then find older writes. Empty: none. */
  generationPath: z.string().regex(/^((tags|properties\.desired)(\.[^.\s]+)+)?$/, 'must begin with tags. or properties.desired.').default(''),
});
export type Switches = z.infer<typeof Switches>;

/** The names of all switches, in the order of their documentation. */
export const SWITCH_NAMES = Object.keys(Switches.shape) as (keyof Switches)[];

/** Holds the switches of a running emulator. */
export class SwitchBoard {
  #now: Switches;

  constructor(start: Partial<Switches> = {}) {
    this.#now = Switches.parse(start);
  }

  get now(): Switches {
    return this.#now;
  }

  /** Changes the named switches and leaves the others. Throws a ZodError for an unknown name or value, changing nothing. */
  change(some: unknown): Switches {
    const named = z.record(z.string(), z.unknown()).parse(some);
    this.#now = Switches.parse({ ...this.#now, ...named });
    return this.#now;
  }
}
