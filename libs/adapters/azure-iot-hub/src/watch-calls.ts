import type { CallNote, NoteCall } from '#core';
import type { SdkCall, SdkReply } from './send-over-sdk.js';

/** Makes a call, tells of its end, and notes it with the reply. A call that was never sent has none. */
export async function watchCall(request: Pick<SdkCall, 'method' | 'path'>, onCall: NoteCall | undefined, send: () => Promise<SdkReply>): Promise<SdkReply> {
  const began = performance.now();
  const reply = await send();
  const call: CallNote = { system: 'hub', operation: operationOf(request), status: 'status' in reply ? reply.status : null, ms: performance.now() - began, requestId: reply.requestId ?? null };
  onCall?.(call);
  return { ...reply, call };
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
