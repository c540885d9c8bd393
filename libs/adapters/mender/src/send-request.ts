import { Agent, errors } from 'undici';
import type { CallNote, FleetConnection, NoteCall } from '#core';
import { isBlockedAddress } from '#platform';
import { blockedAddress, lookUpAllowed } from './blocked-addresses.js';
import { failureOfSilence, failureOfToken, failureOfUrl, type Asked } from './name-failure.js';
import type { Answer } from './read-answer.js';

export interface Patience {
  /** The longest wait for a connection, for the headers, and between two parts of the body, in milliseconds. */
  patienceMs: number;
  /** The longest that a whole request may take, with its wait for a free connection, in milliseconds. */
  deadlineMs: number;
}

export interface MenderRequest {
  what: Asked['what'];
  deviceId: string;
  method: 'GET' | 'PUT' | 'POST';
  /** Below the URL of the fleet connection. */
  path: string;
  /** Sent as JSON. */
  body?: object;
}

const CONNECTIONS_PER_ORIGIN = 16;
/** A configuration is at most 1 MiB when it is written, and is answered with what the device reports. */
const LARGEST_ANSWER = 4 * 1024 * 1024;
/** Longer than any that Mender makes. Source: Mender server, header X-MEN-RequestID. */
const REQUEST_ID = /^[\x21-\x7e]{1,128}$/;
const TOKEN = /^[\x21-\x7e]+$/;

/**
 * Sends requests to Mender servers over connections that are kept for the next one, at most 16 to each server. Follows no
 * redirect, so that a token goes to no other host.
 */
export class RequestSender {
  readonly #agent: Agent;
  readonly #deadlineMs: number;
  readonly #onCall: NoteCall;

  constructor({ patienceMs, deadlineMs }: Patience, onCall: NoteCall = () => undefined) {
    this.#onCall = onCall;
    this.#deadlineMs = deadlineMs;
    this.#agent = new Agent({
      allowH2: false,
      connections: CONNECTIONS_PER_ORIGIN,
      connect: { timeout: patienceMs, lookup: lookUpAllowed() },
      headersTimeout: patienceMs,
      bodyTimeout: patienceMs,
      maxResponseSize: LARGEST_ANSWER,
    });
  }

  /** Sends one request, reads the whole answer, and tells `note` of it. Throws FleetIsAway when there is none, FleetRefusesCredentials for a token that cannot be sent. */
  async send(connection: FleetConnection, request: MenderRequest, note?: NoteCall): Promise<{ asked: Asked; answer: Answer }> {
    const base = baseOf(connection.url);
    if (!base) throw failureOfUrl(request.deviceId);
    // An address that stands in the URL itself is not looked up, so it is judged here.
    if (isBlockedAddress(base.hostname)) throw blockedAddress(base.hostname);

    const asked: Asked = { what: request.what, deviceId: request.deviceId, host: base.host };
    const token = connection.token.reveal();
    if (!TOKEN.test(token)) throw failureOfToken(asked);

    const began = performance.now();
    const end = (answer: Answer | null): void => {
      const call: CallNote = { system: 'fleet', operation: request.what, status: answer?.status ?? null, ms: performance.now() - began, requestId: answer?.requestId ?? null };
      this.#onCall(call);
      note?.({ ...call, ms: Math.round(call.ms) });
    };
    try {
      const answer = await this.#ask(base, token, request);
      end(answer);
      return { asked, answer };
    } catch (error) {
      end(null);
      // Not the server's doing: a request that we put together wrongly would be wrong again.
      if (error instanceof errors.InvalidArgumentError || error instanceof TypeError) throw error;
      throw failureOfSilence(asked, error);
    }
  }

  /** Waits for the requests under way, then closes every connection. May be called again. */
  async close(): Promise<void> {
    if (!this.#agent.destroyed) await this.#agent.close();
  }

  async #ask(base: URL, token: string, { method, path, body }: MenderRequest): Promise<Answer> {
    const response = await this.#agent.request({
      origin: base.origin,
      path: base.pathname.replace(/\/+$/, '') + path,
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(this.#deadlineMs),
    });
    const retryAfter = response.headers['retry-after'];
    const requestId = response.headers['x-men-requestid'];
    return {
      status: response.statusCode,
      retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
      requestId: typeof requestId === 'string' && REQUEST_ID.test(requestId) ? requestId : null,
      // Read for every status: a connection is free for the next request only when its answer was read.
      body: await response.body.bytes(),
    };
  }
}

function baseOf(url: string): URL | null {
  const base = URL.canParse(url) ? new URL(url) : null;
  return base && (base.protocol === 'https:' || base.protocol === 'http:') ? base : null;
}
