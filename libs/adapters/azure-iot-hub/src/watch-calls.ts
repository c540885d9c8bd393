import type { SdkCall, SdkReply } from './send-over-sdk.js';

/** One call to a hub, once it is over. */
export interface HubCallEnd {
  operation: string;
  /** Null when there was no answer. */
  status: number | null;
  /** From sending to the answer; the wait for a turn is not in it. */
  ms: number;
}

export type OnHubCall = (end: HubCallEnd) => void;

/** Makes a call and tells of its end. A call that was never sent has none. */
export async function watchCall(request: Pick<SdkCall, 'method' | 'path'>, onCall: OnHubCall | undefined, send: () => Promise<SdkReply>): Promise<SdkReply> {
  const began = performance.now();
  const reply = await send();
  onCall?.({ operation: operationOf(request), status: 'status' in reply ? reply.status : null, ms: performance.now() - began });
  return reply;
}

const OPERATIONS: readonly [RegExp, string][] = [
  [/^POST \/devices$/, 'change-many'],
  [/^POST \/devices\/query/, 'query'],
  [/^GET \/statistics\//, 'count'],
  [/^GET \/devices\/[^/]+\/modules$/, 'list-modules'],
  [/^GET \/devices\//, 'read-identity'],
  [/^PUT \/devices\//, 'write-identity'],
  [/^DELETE \/devices\//, 'remove-identity'],
  [/^GET \/twins\//, 'read-twin'],
  [/^PATCH \/twins\//, 'patch-twin'],
  [/^PUT \/twins\//, 'replace-twin'],
];

/** What a call does, whichever device it is about. */
export const operationOf = ({ method, path }: Pick<SdkCall, 'method' | 'path'>): string => OPERATIONS.find(([shape]) => shape.test(`${method} ${path}`))?.[1] ?? 'other';
