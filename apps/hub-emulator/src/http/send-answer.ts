import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.js';

/**
 * Writes an answer with the headers of the service. A 204 has a Content-Length of 0 and no type.
 * Source: recorded sessions of azure-sdk-for-net.
 */
export function sendAnswer(response: ServerResponse, answer: Answer, requestId: string): void {
  setServiceHeaders(response, requestId);
  sendJson(response, answer);
}

/** Writes the answer's head and the first bytes of its body (default: half), and calls back when they are on their way. */
export function sendTruncated(
  response: ServerResponse,
  answer: Answer,
  { requestId, afterBytes }: { readonly requestId: string; readonly afterBytes: number | undefined },
  sent: () => void,
): void {
  setServiceHeaders(response, requestId);
  const bytes = writeHead(response, answer);
  response.flushHeaders();
  response.write(bytes.subarray(0, afterBytes ?? Math.floor(bytes.length / 2)), () => sent());
}

function setServiceHeaders(response: ServerResponse, requestId: string): void {
  response.setHeader('Server', 'Microsoft-HTTPAPI/2.0');
  response.setHeader('Vary', 'Origin');
  response.setHeader('x-ms-request-id', requestId);
}

/** Writes status, body and the answer's own headers, which win over all others. */
export function sendJson(response: ServerResponse, answer: Answer): void {
  response.end(writeHead(response, answer));
}

function writeHead(response: ServerResponse, answer: Answer): Buffer {
  const text = answer.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body));
  const bytes = Buffer.from(text);
  response.statusCode = answer.status;
  response.setHeader('Content-Length', bytes.length);
  if (bytes.length > 0) response.setHeader('Content-Type', 'application/json; charset=utf-8');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  return bytes;
}
