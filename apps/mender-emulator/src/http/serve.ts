import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { JournalIsNotWritable } from '../records/journal.js';
import type { Records } from '../records/records.js';
import { authorize } from './authorize.js';
import type { Fault, Faults } from './faults.js';
import { routeTable } from './match-route.js';
import { readJson } from './read-body.js';
import { Refusal } from './refusal.js';
import type { Reply, Route } from './route.js';

const MEBIBYTE = 1024 * 1024;
const REQUEST_ID = /^[\x21-\x7e]{1,128}$/;

export interface ServeNeeds {
  readonly routes: readonly Route[];
  readonly token: string;
  readonly records: Records;
  readonly faults: Faults;
}

/** What answers a request with nothing at all: its connection is cut. */
const CUT = Symbol('cut');
type Answer = Reply | typeof CUT;

/** Answers every request: request id, faults, token, route, and no answer to a change before it is on disk. */
export function serve(needs: ServeNeeds) {
  const answer = answering(needs);

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sentId = request.headers['x-men-requestid'];
    const requestId = typeof sentId === 'string' && REQUEST_ID.test(sentId) ? sentId : randomUUID();
    const url = URL.parse(request.url ?? '/', 'http://emulator') ?? new URL('http://emulator/unreadable');
    const fault = url.pathname.startsWith('/api/') ? needs.faults.meet(request.method ?? 'GET', url.pathname) : undefined;

    const run = async (): Promise<Answer> => {
      if (request.socket.destroyed) return CUT;
      // A client that hangs up amid its body fails the request, and hears no answer.
      return answer(request, url, requestId).catch((error: unknown) => (request.socket.destroyed ? CUT : errorReply(error, requestId)));
    };
    const reply = fault ? await suffer(fault, requestId, run) : await run();
    if (reply === CUT) request.socket.destroy();
    else send(response, reply, requestId);
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    respond(request, response).catch((error: unknown) => {
      report('An answer could not be sent', error);
      request.socket.destroy();
    });
  };
}

function answering({ routes, token, records }: ServeNeeds) {
  const find = routeTable(routes);

  return async (request: IncomingMessage, url: URL, requestId: string): Promise<Reply> => {
    const path = url.pathname;
    if (path.startsWith('/api/')) authorize(request.headers.authorization, token);
    else refuseOtherSites(request);

    const match = find(request.method ?? 'GET', path);
    if (match.kind === 'unknown') throw new Refusal(404, 'not found');
    if (match.kind === 'wrong-method') throw new Refusal(405, 'method not allowed');

    const json = (): Promise<unknown> => readJson(request, path.startsWith('/api/') ? MEBIBYTE : 8 * MEBIBYTE);
    const reply = await match.route.run({ path, params: match.params, query: url.searchParams, requestId, json });
    if (match.route.method !== 'GET') await records.settled();
    return reply;
  };
}

async function suffer(fault: Fault, requestId: string, run: () => Promise<Answer>): Promise<Answer> {
  const reply = fault.when === 'after' ? await run() : undefined;
  if (fault.kind === 'reset') return CUT;
  if (fault.kind === 'delay') {
    await wait(fault.delayMs, undefined, { ref: false });
    return reply ?? run();
  }
  const { status, headers, body = { error: 'fault on order', request_id: requestId } } = fault;
  if (typeof body === 'string') return { status, headers: { 'Content-Type': 'text/plain', ...headers }, text: body };
  return { status, headers, body };
}

/** The control routes have no password, so a page of another site, open in the same browser, must not reach them. */
function refuseOtherSites(request: IncomingMessage): void {
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' && request.headers['sec-fetch-mode'] !== 'navigate') {
    throw new Refusal(403, 'requests from other sites are not answered');
  }
}

function errorReply(error: unknown, requestId: string): Reply {
  const reply = (status: number, message: string, headers = {}): Reply => ({
    status, headers, body: { error: message, request_id: requestId },
  });
  if (error instanceof Refusal) return reply(error.status, error.message, error.headers);
  report(`Request ${requestId} failed`, error);
  return reply(500, error instanceof JournalIsNotWritable ? error.message : 'internal error');
}

function report(what: string, error: unknown): void {
  process.stderr.write(`${what}: ${error instanceof Error ? error.stack : String(error)}\n`);
}

function send(response: ServerResponse, { status, headers = {}, body, text }: Reply, requestId: string): void {
  response.statusCode = status;
  response.setHeader('X-MEN-RequestID', requestId);
  if (body !== undefined) response.setHeader('Content-Type', 'application/json; charset=utf-8');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(text ?? (body === undefined ? '' : JSON.stringify(body)));
}
