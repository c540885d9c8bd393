import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.js';

/**
 * Writes an answer with the headers of the service. A 204 has a Content-Length of 0 and no type.
 * Source: recorded sessions of azure-sdk-for-net.
 */
export function sendAnswer(response: ServerResponse, answer: Answer, requestId: string): void {
  response.setHeader('Server', 'Microsoft-HTTPAPI/2.0');
  response.setHeader('Vary', 'Origin');
  response.setHeader('x-ms-request-id', requestId);
  sendJson(response, answer);
}

/** Writes status, body and the answer's own headers, which win over all others. */
export function sendJson(response: ServerResponse, answer: Answer): void {
  const text = answer.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body));
  const bytes = Buffer.from(text);
  response.statusCode = answer.status;
  response.setHeader('Content-Length', bytes.length);
  if (bytes.length > 0) response.setHeader('Content-Type', 'application/json; charset=utf-8');
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  response.end(bytes);
}
