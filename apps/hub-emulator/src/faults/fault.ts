import { z } from 'zod';

const DEFAULT_LAG_MS = 60_000;

const pattern = z.string().refine(isPattern, 'must be a regular expression');

export const FAULT_KINDS = [
  'status',
  'delay',
  'silence',
  'reset-before',
  'reset-after',
  'half-close',
  'truncate',
  'wrong-type',
  'stale-query',
  'clock-skew',
] as const;

/** A fault that somebody ordered: which requests it meets, and what happens to them. Every condition that is absent fits all. */
export const FaultOrder = z.strictObject({
  /** Host name of the hub. */
  hub: z.string().toLowerCase().optional(),
  method: z.string().toUpperCase().optional(),
  /** Regular expression on the path as it was sent, without the query. */
  path: pattern.optional(),
  /** Name of an operation, as the journal has it, for example `patch-twin`. */
  operation: z.string().optional(),
  /** Device id; a bulk fits when one of its entries names it. */
  device: z.string().optional(),
  /** The part of the fitting requests that it meets, by chance: 0 none, 1 (default) all. */
  share: z.number().min(0).max(1).optional(),
  /** After so many requests the order is gone; absent: it stays until it is deleted. */
  times: z.int().positive().optional(),
  /**
   * `status` answers with a status and does nothing. `delay` waits, then goes on as usual, also when the caller has gone.
   * `silence` does nothing and never answers. `reset-before` breaks the connection and does nothing. `reset-after` does
   * what was asked, then breaks the connection instead of answering. `half-close` does nothing and closes its half of the
   * connection. `truncate` does what was asked and breaks the connection within the answer's body. `wrong-type` does what was asked
   * and answers under another content type. `stale-query` lets a query see the devices as they were `lagMs` ago, not
   * further back than the order. `clock-skew` moves the hub's clock for tokens and the Date header.
   */
  kind: z.enum(FAULT_KINDS),
  /** For `status`; default 500. */
  status: z.int().min(200).max(599).optional(),
  /** For `status`: a text is sent as it is, anything else as JSON. Absent: the body that the service sends with this status. */
  body: z.unknown().optional(),
  /** For `status`: further headers, for example `retry-after`. */
  headers: z.record(z.string(), z.string()).optional(),
  /** For `truncate`: so many bytes of the body go out; default half of them. */
  afterBytes: z.int().min(0).optional(),
  /** For `wrong-type`; default `text/html`. */
  contentType: z.string().min(1).optional(),
  /** For `stale-query`. Real milliseconds; default a minute. */
  lagMs: z.number().min(0).max(3_600_000).optional(),
  /** For `clock-skew`: how far ahead the hub's clock is; negative: behind. */
  skewMs: z.number().optional(),
  /** Wait this long before the fault, whatever its kind. Milliseconds. */
  delayMs: z.number().min(0).max(3_600_000).optional(),
});
export type FaultOrder = z.infer<typeof FaultOrder>;

/** A request, as far as a fault looks at it. */
export interface Meeting {
  readonly hub: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly deviceIds: readonly string[];
}

/** An order that stands. */
export interface Fault {
  readonly id: number;
  readonly order: FaultOrder;
  /** Requests it has met so far. */
  met: number;
}

export function fits({ kind, hub, method, path, operation, device }: FaultOrder, meeting: Meeting): boolean {
  return (
    (kind !== 'stale-query' || meeting.operation === 'query-devices') &&
    (hub === undefined || hub === meeting.hub) &&
    (method === undefined || method === meeting.method) &&
    (path === undefined || new RegExp(path).test(meeting.path)) &&
    (operation === undefined || operation === meeting.operation) &&
    (device === undefined || meeting.deviceIds.includes(device))
  );
}

/** How far back a query looks that meets this order. Milliseconds. */
export function lagOf({ kind, lagMs }: FaultOrder): number {
  return kind === 'stale-query' ? (lagMs ?? DEFAULT_LAG_MS) : 0;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
