import type { QueueHealth, StoreHealth } from '#core';

/** Why a process is not ready, or not wholly. */
export type HealthCode = 'starting' | 'stopping' | 'store-is-away' | 'schema-misfit' | 'queue-is-away';

export interface HealthReason {
  code: HealthCode;
  detail: string;
}

/** `degraded`: it does its work, but not all of it, or later. `unready`: send nothing here. */
export interface Health {
  status: 'ok' | 'degraded' | 'unready';
  /** Empty when all is well. */
  reasons: readonly HealthReason[];
}

/** The tables are not those that this version works with: it must not start. */
export class SchemaMisfit extends Error {
  override readonly name = 'SchemaMisfit';
}

const STARTING: HealthReason = { code: 'starting', detail: 'This process is not up yet.' };
const STOPPING: HealthReason = { code: 'stopping', detail: 'This process is about to stop and takes nothing new.' };
const STORE_AWAY: HealthReason = { code: 'store-is-away', detail: 'The database does not answer, so no event can be stored.' };
const QUEUE_AWAY: HealthReason = { code: 'queue-is-away', detail: 'The queue does not answer. What was stored waits, and is rung for when it is back.' };

/** Whether this process can do its work now. The hub is not asked: that it is away is no reason to start anything again. */
export class Readiness {
  #phase: 'starting' | 'up' | 'stopping' = 'starting';
  #looking: Promise<Health> | null = null;

  /** `worksByQueue`: without the queue the process has nothing to do. One that takes events in can do without: the inbox takes them. */
  constructor(
    private readonly store: StoreHealth,
    private readonly queue: QueueHealth,
    private readonly worksByQueue: boolean,
  ) {}

  get isStarted(): boolean {
    return this.#phase !== 'starting';
  }

  get isStopping(): boolean {
    return this.#phase === 'stopping';
  }

  started(): void {
    this.#phase = 'up';
  }

  /** From now on it is not ready, whatever else is the case. */
  stopping(): void {
    this.#phase = 'stopping';
  }

  /** Whoever asks while an answer is being found shares it. Never throws. */
  async look(): Promise<Health> {
    if (this.#phase === 'starting') return unready(STARTING);
    if (this.#phase === 'stopping') return unready(STOPPING);
    this.#looking ??= this.#ask().finally(() => (this.#looking = null));
    return this.#looking;
  }

  /** Throws SchemaMisfit. Nothing is known of the tables while the database is away; then the answer is false. */
  async checkSchema(): Promise<boolean> {
    const state = await this.store.look();
    if (state.kind === 'misfit') throw new SchemaMisfit(`Cannot start. ${state.detail}`);
    return state.kind === 'ready';
  }

  async #ask(): Promise<Health> {
    const [store, queueAnswers] = await Promise.all([this.store.look(), this.queue.answers()]);
    if (store.kind === 'misfit') return unready({ code: 'schema-misfit', detail: store.detail });
    if (store.kind === 'away') return unready(STORE_AWAY, ...(queueAnswers ? [] : [QUEUE_AWAY]));
    if (!queueAnswers) return { status: this.worksByQueue ? 'unready' : 'degraded', reasons: [QUEUE_AWAY] };
    return { status: 'ok', reasons: [] };
  }
}

const unready = (...reasons: HealthReason[]): Health => ({ status: 'unready', reasons });
