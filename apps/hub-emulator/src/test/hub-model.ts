/** What a device or a module is, as far as the model goes. */
export interface ModelThing {
  readonly status: 'enabled' | 'disabled';
  /** The number in the twin's etag. */
  readonly twinEtag: number;
  readonly tags: Values;
  readonly desired: Values;
}

export interface ModelDevice extends ModelThing {
  readonly modules: ReadonlyMap<string, ModelThing>;
}

export type Value = number | string | null | Values;
export interface Values {
  readonly [name: string]: Value;
}

/** Which etag a write is made on condition of; none is also how one creates. */
export type Condition = 'none' | 'any' | 'current' | 'stale';

interface Place {
  readonly id: string;
  /** Absent: it is about the device itself. */
  readonly module?: string | undefined;
}

export type Step = Place &
  (
    | { readonly kind: 'put'; readonly status: ModelThing['status']; readonly condition: Condition }
    | { readonly kind: 'delete'; readonly condition: Condition }
    | { readonly kind: 'patch' | 'replace'; readonly tags: Values; readonly desired: Values; readonly condition: Condition }
  );

/** Stands for a text that no twin may hold: it is longer than 4 KB. */
export const TOO_LONG = 'x'.repeat(4097);
/** A name that no twin may hold. */
export const BAD_NAME = 'a.b';

/** The hub as the documentation tells it, in as few words as possible: what a write answers and what it leaves behind. */
export class HubModel {
  readonly devices = new Map<string, ModelDevice>();

  /** Does one step; answers with the status. */
  take(step: Step): number {
    const device = this.devices.get(step.id);
    const creates = step.kind === 'put' && step.condition === 'none';
    if (step.module !== undefined && !device) return 404;
    const thing = step.module === undefined ? device : device?.modules.get(step.module);
    if (creates) return thing ? 409 : this.keep(step, newThing(step.status));
    if (!thing) return 404;
    if (step.condition === 'stale') return 412;
    switch (step.kind) {
      case 'put':
        return this.keep(step, { ...thing, status: step.status });
      case 'delete':
        return this.remove(step);
      case 'patch':
      case 'replace':
        if (!isAllowed(step.tags) || !isAllowed(step.desired)) return 400;
        return this.keep(step, step.kind === 'patch' ? patched(thing, step) : replaced(thing, step));
    }
  }

  /** Creates a device with tags, as only a bulk can; answers whether it did. */
  add(id: string, status: ModelThing['status'], tags: Values): boolean {
    if (this.devices.has(id) || !isAllowed(tags)) return false;
    this.devices.set(id, { ...newThing(status, tags), modules: new Map() });
    return true;
  }

  private keep({ id, module }: Place, thing: ModelThing): number {
    const device = this.devices.get(id);
    if (module === undefined) this.devices.set(id, { ...thing, modules: device?.modules ?? new Map() });
    // A module has no status: it cannot be disabled.
    else this.devices.set(id, { ...device!, modules: new Map([...device!.modules, [module, { ...thing, status: 'enabled' }]]) });
    return 200;
  }

  private remove({ id, module }: Place): number {
    const device = this.devices.get(id)!;
    if (module === undefined) this.devices.delete(id);
    else this.devices.set(id, { ...device, modules: new Map([...device.modules].filter(([name]) => name !== module)) });
    return 204;
  }
}

function newThing(status: ModelThing['status'], tags: Values = {}): ModelThing {
  return { status, twinEtag: 1, tags: merge({}, tags), desired: {} };
}

type Parts = Pick<ModelThing, 'tags' | 'desired'>;

function patched(thing: ModelThing, { tags, desired }: Parts): ModelThing {
  if (Object.keys({ ...tags, ...desired }).length === 0) return thing;
  return { ...thing, twinEtag: thing.twinEtag + 1, tags: merge(thing.tags, tags), desired: merge(thing.desired, desired) };
}

function replaced(thing: ModelThing, { tags, desired }: Parts): ModelThing {
  return { ...thing, twinEtag: thing.twinEtag + 1, tags: merge({}, tags), desired: merge({}, desired) };
}

function isAllowed(values: Values): boolean {
  return Object.entries(values).every(([name, value]) => name !== BAD_NAME && value !== TOO_LONG && (!isValues(value) || isAllowed(value)));
}

function merge(values: Values, patch: Values): Values {
  const merged: Record<string, Value> = { ...values };
  for (const [name, value] of Object.entries(patch)) {
    const before = merged[name];
    if (value === null) delete merged[name];
    else merged[name] = isValues(value) ? merge(isValues(before) ? before : {}, value) : value;
  }
  return merged;
}

function isValues(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null;
}
