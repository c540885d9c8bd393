import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.js';

/**
 * The body of a request as JSON. Refuses with 413 when it announces more than `most` bytes, with 400 when it turns out to have
 * more, is empty, or is no JSON. Source: Mender's request size limit.
 */
export async function readJson(request: IncomingMessage, most: number): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > most) throw new Refusal(413, 'request body too large');

  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new Refusal(400, 'malformed request body: request body too large');
    chunks.push(chunk);
  }
  if (size === 0) throw new Refusal(400, 'malformed request body: EOF');

  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'malformed request body: not valid JSON');
  }
}
