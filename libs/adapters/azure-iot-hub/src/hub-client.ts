import { RestApiClient } from 'azure-iothub/dist/common-http/rest_api_client.js';

import type { HubCategory, NoteCall } from '#core';

import { EitherKey } from './either-key.js';
import type { HubAgent } from './hub-agent.js';
import type { SdkCall, SdkReply } from './send-over-sdk.js';
import type { SignIns } from './sign-in-to-hub.js';
import { watchCall } from './watch-calls.js';

export interface HubRequest extends SdkCall {
  /** What the hub counts it as. */
  category: HubCategory;
}

/** `body` is the JSON of the answer; an empty text when the answer has none, or does not call itself JSON. */
export type HubReply = SdkReply;

/**
 * Sends calls over the SDK's REST client, which signs them. The SDK's `Registry` stands on the same client but writes every
 * single identity with If-Match "*" and puts empty keys where none are given, so the calls are spelled out here.
 */
export class HubClient {
  readonly #sender: EitherKey;

  constructor(hostName: string, signIns: SignIns, agent: HubAgent, private readonly onCall?: NoteCall) {
    this.#sender = new EitherKey(signIns, (signIn) => new RestApiClient({ host: hostName, ...signIn }, 'lockstep/0.1'), agent);
  }

  /** Answers with what came back, good or bad. Throws only where nothing was sent: a refused sign-in, a refused address. */
  send(request: Omit<HubRequest, 'category'>): Promise<HubReply> {
    return watchCall(request, this.onCall, () => this.#sender.send(request));
  }
}
