import { URGENCIES, type DeviceKey, type Urgency } from '#core';

/** How many times the places that stay free a tenant may hold. A device that is to be shut out finds one where others do not any more. */
const TIMES_FREE: Readonly<Record<Urgency, number>> = { usual: 3, urgent: 9 };
/** Rings in line for one tenant. Those beyond are left to the relay: the wake-up of each device stands in the database. */
const LONGEST_LINE = 10_000;
/** With so many in line, the relay need not ring for a tenant's devices. */
const LONG_LINE = 500;

type Pass<T = unknown> = (ring: { wasInLine: boolean }) => Promise<T>;

interface Tenant {
  held: number;
  /** By device: a ring for one that is in line already is the same ring. */
  lines: Readonly<Record<Urgency, Map<string, { key: DeviceKey; pass: Pass }>>>;
}

/**
 * The places of a worker for passes. No tenant gets all: it may hold three times as many as stay free, so three quarters when it is
 * alone, and less the more others there are; whoever holds none finds one. What finds no place is in line in this worker, and not in
 * the queue in front of the rings of others. The rule is that of Choudhury and Hahne for shared buffers ("Dynamic queue length
 * thresholds for shared-memory packet switches", 1998).
 */
export class Places {
  readonly #tenants = new Map<string, Tenant>();
  readonly #running = new Set<Promise<unknown>>();
  #free: number;
  #isClosed = false;

  constructor(count: number) {
    this.#free = count;
  }

  /**
   * Makes a pass at once where there is a place for it, and answers as it does. `in-line`: it is made later, whatever it answers
   * then, or the relay rings again. `closed`: it is not made here any more.
   */
  async take<T>(key: DeviceKey, urgency: Urgency, pass: Pass<T>): Promise<T | 'in-line' | 'closed'> {
    if (this.#isClosed) return 'closed';
    const tenant = this.#tenant(key.tenantId);
    if (this.#hasPlace(tenant, urgency)) return this.#hold(tenant, key, () => pass({ wasInLine: false }));
    const line = tenant.lines[urgency];
    if (line.size < LONGEST_LINE) line.set(key.deviceId, { key, pass });
    return 'in-line';
  }

  /** Tenants with a long line of such rings. */
  crowded(urgency: Urgency): string[] {
    return [...this.#tenants].filter(([, { lines }]) => lines[urgency].size >= LONG_LINE).map(([tenantId]) => tenantId);
  }

  /** How many rings wait for a place, of all tenants. */
  inLine(urgency: Urgency): number {
    return [...this.#tenants.values()].reduce((sum, { lines }) => sum + lines[urgency].size, 0);
  }

  /** From now on nothing is taken and nobody comes out of the line: the answer is who was in it. */
  close(): { key: DeviceKey; urgency: Urgency }[] {
    this.#isClosed = true;
    const left = [...this.#tenants.values()].flatMap(({ lines }) => URGENCIES.flatMap((urgency) => [...lines[urgency].values()].map(({ key }) => ({ key, urgency }))));
    for (const { lines } of this.#tenants.values()) for (const urgency of URGENCIES) lines[urgency].clear();
    return left;
  }

  /** Resolves when the passes are over that came out of the line. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  #tenant(tenantId: string): Tenant {
    let tenant = this.#tenants.get(tenantId);
    if (!tenant) this.#tenants.set(tenantId, (tenant = { held: 0, lines: { urgent: new Map(), usual: new Map() } }));
    return tenant;
  }

  #hasPlace({ held }: Tenant, urgency: Urgency): boolean {
    return this.#free > 0 && (held === 0 || held + 1 <= TIMES_FREE[urgency] * (this.#free - 1));
  }

  async #hold<T>(tenant: Tenant, { tenantId }: DeviceKey, pass: () => Promise<T>): Promise<T> {
    tenant.held += 1;
    this.#free -= 1;
    try {
      return await pass();
    } finally {
      tenant.held -= 1;
      this.#free += 1;
      if (tenant.held === 0 && URGENCIES.every((urgency) => tenant.lines[urgency].size === 0)) this.#tenants.delete(tenantId);
      this.#callNext();
    }
  }

  /** Of those in line, the urgent ones first, and then whoever's tenant holds least. */
  #callNext(): void {
    for (const urgency of URGENCIES) {
      for (let tenant = this.#nextOf(urgency); tenant; tenant = this.#nextOf(urgency)) {
        const [deviceId, { key, pass }] = tenant.lines[urgency].entries().next().value!;
        tenant.lines[urgency].delete(deviceId);
        // Whoever made the pass has told how it went; the ring that led here is over.
        const running = this.#hold(tenant, key, () => pass({ wasInLine: true })).catch(() => undefined);
        this.#running.add(running);
        void running.finally(() => this.#running.delete(running));
      }
    }
  }

  #nextOf(urgency: Urgency): Tenant | undefined {
    let next: Tenant | undefined;
    for (const tenant of this.#tenants.values()) {
      if (tenant.lines[urgency].size > 0 && this.#hasPlace(tenant, urgency) && tenant.held < (next?.held ?? Infinity)) next = tenant;
    }
    return next;
  }
}
