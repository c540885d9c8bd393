import type { ClientRequest, IncomingMessage } from 'node:http';

import { Http } from 'azure-iothub/dist/common-http/http.js';
import { RestApiClient } from 'azure-iothub/dist/common-http/rest_api_client.js';

import { Failure } from '#core';

import type { HubTrouble } from './failure-of.js';
import type { HubAgent, LineError } from './hub-agent.js';
import type { SignIn } from './sign-in-to-hub.js';

export interface TwinRequest {
  method: 'GET' | 'PATCH' | 'PUT';
  /** With every segment percent-encoded, without the version of the interface. */
  path: string;
  /** The value of If-Match, quotes included. */
  ifMatch?: string;
  /** The JSON of the body, as it is to be sent. */
  body?: string;
}

/** The answer as the hub wrote it; an empty text when it has none, or does not call itself JSON. */
export type TwinReply = { kind: 'ok'; status: number; text: string } | HubTrouble;

const API_VERSION = '2021-04-12';

interface SdkError extends LineError {
  response?: IncomingMessage;
  responseBody?: unknown;
}

/**
 * Sends calls as `HubClient` does, and hands over the answer as a text: what is a number in a twin has more digits than a number
 * of JavaScript, and its keys have an order.
 */
export class TwinClient {
  readonly #rest: RestApiClient;

  constructor(hostName: string, signIn: SignIn, agent: HubAgent) {
    this.#rest = new RestApiClient({ host: hostName, ...signIn }, 'lockstep/0.1', new TextHttp());
    this.#rest.setOptions({ http: { agent } });
  }

  /** Answers with what came back, good or bad. Throws only where nothing was sent: a refused sign-in, a refused address. */
  async send({ method, path, ifMatch, body }: TwinRequest): Promise<TwinReply> {
    const headers = {
      Accept: 'application/json',
      ...(ifMatch !== undefined && { 'If-Match': ifMatch }),
      ...(body !== undefined && { 'Content-Type': 'application/json; charset=utf-8' }),
    };
    return new Promise((resolve, reject) => {
      const done = (error: SdkError | null, text?: unknown, response?: IncomingMessage): void => {
        if (error instanceof Failure) reject(error);
        else if (error) resolve(troubleOf(error));
        else resolve({ kind: 'ok', status: response?.statusCode ?? 0, text: String(text ?? '') });
      };
      this.#rest.executeApiCall(method, `${path}?api-version=${API_VERSION}`, headers, body, done);
    });
  }
}

type BuildRequest = Http['buildRequest'];
type Done = NonNullable<Parameters<BuildRequest>[5]>;

/**
 * The SDK parses every good answer, so the text goes through its hands as a JSON string. It also joins the parts of an answer
 * byte by byte, which breaks a character that lies across two of them, unless the parts are decoded before.
 */
class TextHttp extends Http {
  override buildRequest(method: Parameters<BuildRequest>[0], path: string, headers: Parameters<BuildRequest>[2], host: string, done: Parameters<BuildRequest>[4]): ClientRequest {
    const asText: Done = (error, body, response) => (done as Done)(error, error || body === undefined ? body : JSON.stringify(body), response);
    const request = super.buildRequest(method, path, headers, host, asText);
    return request.prependListener('response', (response: IncomingMessage) => response.setEncoding('utf8'));
  }
}

function troubleOf(error: SdkError): HubTrouble {
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
