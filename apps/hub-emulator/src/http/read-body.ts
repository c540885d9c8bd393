import type { IncomingMessage } from 'node:http';
import { HubError } from './hub-error.js';

/** More than a bulk of 100 devices with full twins needs. The real limit is not documented. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Reads the whole body. Throws 413 MessageTooLarge beyond 16 MiB, and the connection's error when the caller goes away. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Left open on a throw: the refusal still has to go out on this socket.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new HubError('MessageTooLarge', 'The request body is too large.');
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}
