import { z } from 'zod';

const pattern = z.string().refine(isPattern, 'must be a regular expression');

/** A fault that somebody ordered: which requests it meets, and what happens to them. Every condition that is absent fits all. */
export const FaultOrder = z.strictObject({
  /** Host name of the hub. */
  hub: z.string().toLowerCase().optional(),
  method: z.string().toUpperCase().optional(),
  /** Regular expression on the path as it was sent, without the query. */
  path: pattern.optional(),
  /** Device id; a bulk fits when one of its entries names it. */
  device: z.string().optional(),
  /** After so many requests the order is gone; absent: it stays until it is deleted. */
  times: z.int().positive().optional(),
  /**
   * `status` answers with a status and does nothing. `delay` waits, then goes on as usual, also when the caller has gone.
   * `silence` does nothing and never answers. `reset-before` breaks the connection and does nothing. `reset-after` does
   * what was asked, then breaks the connection instead of answering.
   */
  kind: z.enum(['status', 'delay', 'silence', 'reset-before', 'reset-after']),
  /** For `status`; default 500. */
  status: z.int().min(200).max(599).optional(),
  /** For `status`: a text is sent as it is, anything else as JSON. Absent: the body that the service sends with this status. */
  body: z.unknown().optional(),
  /** For `status`: further headers, for example `retry-after`. */
  headers: z.record(z.string(), z.string()).optional(),
  /** Wait this long before the fault, whatever its kind. Milliseconds. */
  delayMs: z.number().min(0).max(3_600_000).optional(),
});
export type FaultOrder = z.infer<typeof FaultOrder>;

/** A request, as far as a fault looks at it. */
export interface Meeting {
  readonly hub: string;
  readonly method: string;
  readonly path: string;
  readonly deviceIds: readonly string[];
}

/** An order that stands. */
export interface Fault {
  readonly id: number;
  readonly order: FaultOrder;
  /** Requests it has met so far. */
  met: number;
}

export function fits({ hub, method, path, device }: FaultOrder, meeting: Meeting): boolean {
  return (
    (hub === undefined || hub === meeting.hub) &&
    (method === undefined || method === meeting.method) &&
    (path === undefined || new RegExp(path).test(meeting.path)) &&
    (device === undefined || meeting.deviceIds.includes(device))
  );
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
