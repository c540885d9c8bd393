import { Outbox, WebhookSender, menderEventOf, waitAfter, type Clock, type Forwarding, type ForwardingEnd, type ForwardingTerms, type Log, type WebhookAnswer } from '#core';

/** To one receiver at the same time. */
const AT_ONCE = 16;
/** More than twice as long as the slowest attempt. After it, an event is taken for not sent. */
const LEASE_MS = 30_000;
/** So long ended forwardings are kept for people who look, in ms: seven days. */
const KEPT_MS = 7 * 24 * 3_600_000;
const PRUNE_EVERY_MS = 60_000;
/** The longest that a receiver is left alone because it fails, in ms. */
const LONGEST_REST_MS = 60_000;

interface Rest {
  failures: number;
  /** By the clock. */
  until: number;
}

/**
 * Forwards accepted events to receivers, at least once each. What was sent and not written down is sent again: a receiver knows it
 * by the id of the event. Each receiver has a line of its own, so that a slow one keeps no other waiting.
 */
export class ForwardEvents {
  readonly #lines = new Map<string, Promise<void>>();
  readonly #rests = new Map<string, Rest>();
  #prunedAt = -Infinity;

  constructor(
    private readonly outbox: Outbox,
    private readonly sender: WebhookSender,
    private readonly around: { clock: Clock; log: Log; leaseMs?: number },
    private readonly terms: ForwardingTerms,
  ) {}

  /** Begins to forward what is due, and answers with how many receivers it began with. Throws StoreIsAway. */
  async run(): Promise<number> {
    await this.#prune();
    const due = await this.outbox.take({ most: AT_ONCE, leaseMs: this.#leaseMs, except: [...this.#lines.keys(), ...this.#resting()] });
    const byReceiver = Map.groupBy(due, ({ receiver }) => receiver.id);
    for (const [id, forwardings] of byReceiver) {
      this.#lines.set(id, this.#goOn(id, forwardings).finally(() => this.#lines.delete(id)));
    }
    return byReceiver.size;
  }

  /** Waits for what is under way. */
  async finish(): Promise<void> {
    await Promise.all(this.#lines.values());
  }

  /** Until nothing is due for this receiver, or it fails. */
  async #goOn(id: string, first: Forwarding[]): Promise<void> {
    let due = first;
    try {
      while (due.length > 0) {
        const answers = await Promise.all(due.map((forwarding) => this.#forward(forwarding)));
        if (this.#restAfter(id, answers)) return;
        due = await this.outbox.take({ most: AT_ONCE, leaseMs: this.#leaseMs, only: id });
      }
    } catch (error) {
      this.around.log.warn({ receiverId: id, error: String(error) }, 'Events could not be forwarded; they are tried again');
    }
  }

  async #forward(forwarding: Forwarding): Promise<WebhookAnswer> {
    const body = Buffer.from(JSON.stringify(menderEventOf(forwarding.event)));
    const answer = await this.sender.send(forwarding.receiver, body);
    await this.outbox.settle(forwarding.id, this.#endOf(forwarding, answer));
    return answer;
  }

  #endOf({ attempts, ageMs, event, receiver }: Forwarding, answer: WebhookAnswer): ForwardingEnd {
    // As iot-manager counts.
    if (answer.kind === 'answered' && answer.statusCode < 300) return { kind: 'arrived', statusCode: answer.statusCode };
    const [statusCode, error] = answer.kind === 'answered' ? [answer.statusCode, `The receiver answered ${answer.statusCode}.`] : [null, answer.detail];
    const againInMs = waitAfter(attempts + 1, this.terms, this.around.clock.random());
    if (ageMs + againInMs < this.terms.giveUpMs) return { kind: 'failed', statusCode, error, againInMs };

    this.around.log.warn({ receiverId: receiver.id, eventId: event.id, deviceId: event.deviceId, attempts: attempts + 1 }, 'An event was given up: its receiver did not take it');
    return { kind: 'failed', statusCode, error: `Given up after ${attempts + 1} attempts in ${hours(ageMs)}: ${error}`, againInMs: null };
  }

  /** Whether the receiver is left alone for a while: it takes nothing, so the rest of its backlog is not tried one by one. */
  #restAfter(id: string, answers: readonly WebhookAnswer[]): boolean {
    if (!answers.some(isAway)) {
      this.#rests.delete(id);
      return false;
    }
    const failures = (this.#rests.get(id)?.failures ?? 0) + 1;
    const restMs = waitAfter(failures, { ...this.terms, longestWaitMs: Math.min(LONGEST_REST_MS, this.terms.longestWaitMs) }, this.around.clock.random());
    this.#rests.set(id, { failures, until: this.#now() + restMs });
    return true;
  }

  #resting(): string[] {
    const now = this.#now();
    return [...this.#rests].filter(([, { until }]) => until > now).map(([id]) => id);
  }

  async #prune(): Promise<void> {
    if (this.#now() < this.#prunedAt + PRUNE_EVERY_MS) return;
    if ((await this.outbox.prune(KEPT_MS)) === 0) this.#prunedAt = this.#now();
  }

  #now(): number {
    return this.around.clock.now().getTime();
  }

  get #leaseMs(): number {
    return this.around.leaseMs ?? LEASE_MS;
  }
}

/** It is the receiver that fails, and not this one event. */
const isAway = (answer: WebhookAnswer): boolean => answer.kind === 'silent' || answer.statusCode >= 500 || answer.statusCode === 429;

const hours = (ms: number): string => `${Math.round(ms / 3_600_000)} h`;
