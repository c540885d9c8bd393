import type { IncomingMessage } from 'node:http';

import type { RestApiClient } from 'azure-iothub/dist/common-http/rest_api_client.js';

import { Failure, type CallNote } from '#core';

import type { HubTrouble } from './failure-of.js';
import type { LineError } from './hub-agent.js';

/** One call in the words of HTTP. */
export interface SdkCall {
  method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** With every segment percent-encoded, without the version of the interface. */
  path: string;
  /** The value of If-Match, quotes included. */
  ifMatch?: string;
  /** JSON as a value, or as the text that is to be sent. */
  body?: unknown;
  /** Of a query: how many rows, and where they begin. */
  page?: { most: number; continuation: string | null };
}

/** `body` is what the SDK made of a good answer; `continuation` is where the next page begins, or null. `call` is there once the call was watched. */
export type SdkReply = ({ kind: 'ok'; status: number; body: unknown; continuation?: string | null } | HubTrouble) & { requestId?: string | null; call?: CallNote };

const API_VERSION = '2021-04-12';
/** A request id is a GUID; something on the way may say anything. */
const LONGEST_ID = 64;

/** What the SDK hands over when a call failed: with an answer, its text and the whole exchange. */
interface SdkError extends LineError {
  response?: IncomingMessage;
  responseBody?: unknown;
}

/** Answers with what came back, good or bad. Throws only where nothing was sent: a refused sign-in, a refused address. */
export function sendOverSdk(rest: RestApiClient, { method, path, ifMatch, body, page }: SdkCall): Promise<SdkReply> {
  const headers = {
    Accept: 'application/json',
    ...(ifMatch !== undefined && { 'If-Match': ifMatch }),
    ...(body !== undefined && { 'Content-Type': 'application/json; charset=utf-8' }),
    ...(page && { 'x-ms-max-item-count': String(page.most), ...(page.continuation !== null && { 'x-ms-continuation': page.continuation }) }),
  };
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, parsed?: unknown, response?: IncomingMessage): void => {
      if (error instanceof Failure) return reject(error);
      const requestId = onlyOne((response ?? (error as SdkError | null)?.response)?.headers['x-ms-request-id'])?.slice(0, LONGEST_ID) ?? null;
      if (error) resolve({ ...troubleOf(error, response), requestId });
      else resolve({ kind: 'ok', status: response?.statusCode ?? 0, body: parsed, continuation: onlyOne(response?.headers['x-ms-continuation']), requestId });
    };
    rest.executeApiCall(method, `${path}?api-version=${API_VERSION}`, headers, body, done);
  });
}

function troubleOf(error: SdkError, response: IncomingMessage | undefined): HubTrouble {
  // The body was cut or is no JSON, although it said so: the SDK hands on the parser's error beside the answer.
  if (response) return { kind: 'unreadable', status: response.statusCode ?? 0, message: error.message };
  if (!error.response) return { kind: 'no-answer', code: error.code ?? null, message: error.message, nothingSent: error.nothingSent ?? false };
  const { statusCode, headers } = error.response;
  return {
    kind: 'refused',
    status: statusCode ?? 0,
    body: String(error.responseBody ?? ''),
    errorCodeHeader: onlyOne(headers['iothub-errorcode']),
    retryAfter: onlyOne(headers['retry-after']),
  };
}

const onlyOne = (header: string | string[] | undefined): string | null => (Array.isArray(header) ? header[0] : header) ?? null;
