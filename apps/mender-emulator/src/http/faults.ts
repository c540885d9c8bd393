import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from './refusal.js';

/** A fault as it is asked for. Without `path` it meets every request under /api/; without `times` it stays until removed. */
export const NewFault = z.strictObject({
  /** `status`: answers with `status` and `body`. `delay`: answers `delayMs` later. `reset`: cuts the connection. */
  kind: z.enum(['status', 'delay', 'reset']),
  /** A regular expression, searched for in the request's path. */
  path: z.string().max(1000).optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional(),
  times: z.number().int().min(1).optional(),
  status: z.number().int().min(400).max(599).default(500),
  body: z.unknown().optional(),
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string().regex(/^[\x20-\x7e]*$/)).default({}),
  delayMs: z.number().int().min(0).max(600_000).default(1000),
  /** `after`: the request is carried out first, so that only its answer is late, wrong or lost. */
  when: z.enum(['before', 'after']).default('before'),
});

export interface Fault extends z.infer<typeof NewFault> {
  readonly id: string;
  /** How many requests it has met. */
  readonly met: number;
}

/** Faults on order, for finding out how a client behaves when the fleet manager does not. */
export class Faults {
  private readonly faults = new Map<string, { fault: Fault; pattern: RegExp }>();

  /** Adds a fault. Refuses with 400 when its path is no regular expression. */
  add(asked: z.infer<typeof NewFault>): Fault {
    const fault = { ...asked, id: randomUUID(), met: 0 };
    this.faults.set(fault.id, { fault, pattern: compile(asked.path ?? '') });
    return fault;
  }

  list(): Fault[] {
    return [...this.faults.values()].map(({ fault }) => fault);
  }

  /** Removes one fault, or all. */
  remove(id?: string): void {
    if (id === undefined) this.faults.clear();
    else if (!this.faults.delete(id)) throw new Refusal(404, 'fault not found');
  }

  /** The fault that this request meets: the oldest that fits and has not met its number of requests. Counts the meeting. */
  meet(method: string, path: string): Fault | undefined {
    for (const entry of this.faults.values()) {
      const { fault, pattern } = entry;
      const used = fault.times !== undefined && fault.met >= fault.times;
      if (used || (fault.method !== undefined && fault.method !== method) || !pattern.test(path)) continue;
      entry.fault = { ...fault, met: fault.met + 1 };
      return entry.fault;
    }
    return undefined;
  }
}

function compile(path: string): RegExp {
  try {
    return new RegExp(path);
  } catch (cause) {
    throw new Refusal(400, `path: ${cause instanceof Error ? cause.message : 'not a regular expression'}`);
  }
}
