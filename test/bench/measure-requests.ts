import type { Agent as PlainAgent, IncomingMessage, RequestOptions } from 'node:http';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';

/** One request, as Node takes it; `secure` for HTTPS. */
export interface Asked extends RequestOptions {
  secure: boolean;
  agent: PlainAgent;
}

/** Sends it and answers with the milliseconds until its last byte. Rejects unless the answer is a 200. */
export function timeOf({ secure, ...options }: Asked): Promise<number> {
  const started = performance.now();
  return new Promise((done, failed) => {
    const send = secure ? secureRequest : plainRequest;
    const asked = send(options, (answer: IncomingMessage) => {
      answer.on('error', failed).on('end', () => (answer.statusCode === 200 ? done(performance.now() - started) : failed(new Error(`${options.path} answered ${answer.statusCode}`))));
      answer.resume();
    });
    asked.on('error', failed).end();
  });
}

/** Sends `count` requests at a steady rate, whether or not earlier ones are answered; answers with the time of each. */
export async function atRate(perSecond: number, count: number, next: (n: number) => Asked): Promise<number[]> {
  const began = performance.now();
  const times: Promise<number>[] = [];
  for (let n = 0; n < count; n++) {
    const wait = began + (n * 1_000) / perSecond - performance.now();
    if (wait > 0) await pause(wait);
    times.push(timeOf(next(n)));
  }
  return Promise.all(times);
}

/** The time that this share of all requests stayed below. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
