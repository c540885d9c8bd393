import type { NoteCall } from '#core';
import type { ClientRequest, IncomingMessage } from 'node:http';

import { Http } from 'azure-iothub/dist/common-http/http.js';
import { RestApiClient } from 'azure-iothub/dist/common-http/rest_api_client.js';

import type { HubTrouble } from './failure-of.js';
import { EitherKey } from './either-key.js';
import type { HubAgent } from './hub-agent.js';
import type { SdkCall } from './send-over-sdk.js';
import type { SignIns } from './sign-in-to-hub.js';
import { watchCall } from './watch-calls.js';

export interface TwinRequest extends SdkCall {
  method: 'GET' | 'PATCH' | 'PUT';
  /** The JSON of the body, as it is to be sent. */
  body?: string;
}

/** The answer as the hub wrote it; an empty text when it has none, or does not call itself JSON. */
export type TwinReply = { kind: 'ok'; status: number; text: string } | HubTrouble;

/**
 * Sends calls as `HubClient` does, and hands over the answer as a text: what is a number in a twin has more digits than a number
 * of JavaScript, and its keys have an order.
 */
export class TwinClient {
  readonly #sender: EitherKey;

  constructor(hostName: string, signIns: SignIns, agent: HubAgent, private readonly onCall?: NoteCall) {
    this.#sender = new EitherKey(signIns, (signIn) => new RestApiClient({ host: hostName, ...signIn }, 'lockstep/0.1', new TextHttp()), agent);
  }

  /** Answers with what came back, good or bad. Throws only where nothing was sent: a refused sign-in, a refused address. */
  async send(request: TwinRequest): Promise<TwinReply> {
    const reply = await watchCall(request, this.onCall, () => this.#sender.send(request));
    return reply.kind === 'ok' ? { kind: 'ok', status: reply.status, text: String(reply.body ?? '') } : reply;
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
