/** What a device is, as far as the model goes. */
export interface ModelDevice {
  readonly status: 'enabled' | 'disabled';
  /** Changes of the identity since the create. */
  readonly changes: number;
  /** The number in the twin's etag. */
  readonly twinEtag: number;
  readonly tags: Values;
  readonly desired: Values;
}

export type Value = number | string | null | Values;
export interface Values {
  readonly [name: string]: Value;
}

/** Which etag a write is made on condition of; none is also how one creates. */
export type Condition = 'none' | 'any' | 'current' | 'stale';

export type Step =
  | { readonly kind: 'put'; readonly id: string; readonly status: ModelDevice['status']; readonly condition: Condition }
  | { readonly kind: 'delete'; readonly id: string; readonly condition: Condition }
  | { readonly kind: 'patch' | 'replace'; readonly id: string; readonly tags: Values; readonly desired: Values; readonly condition: Condition };

/** The hub as the documentation tells it, in as few words as possible: what a write answers and what it leaves behind. */
export class HubModel {
  readonly devices = new Map<string, ModelDevice>();

  /** Does one step; answers with the status. */
  take(step: Step): number {
    const device = this.devices.get(step.id);
    if (step.kind === 'put' && step.condition === 'none') return device ? 409 : this.keep(step.id, newDevice(step.status));
    if (!device) return 404;
    if (step.condition === 'stale') return 412;
    switch (step.kind) {
      case 'put':
        return this.keep(step.id, { ...device, status: step.status, changes: device.changes + 1 });
      case 'delete':
        this.devices.delete(step.id);
        return 204;
      case 'patch':
        return this.keep(step.id, patched(device, step));
      case 'replace':
        return this.keep(step.id, { ...device, twinEtag: device.twinEtag + 1, tags: merge({}, step.tags), desired: merge({}, step.desired) });
    }
  }

  private keep(id: string, device: ModelDevice): number {
    this.devices.set(id, device);
    return 200;
  }
}

export function newDevice(status: ModelDevice['status'], tags: Values = {}): ModelDevice {
  return { status, changes: 0, twinEtag: 1, tags: merge({}, tags), desired: {} };
}

function patched(device: ModelDevice, { tags, desired }: { readonly tags: Values; readonly desired: Values }): ModelDevice {
  if (Object.keys({ ...tags, ...desired }).length === 0) return device;
  return { ...device, twinEtag: device.twinEtag + 1, tags: merge(device.tags, tags), desired: merge(device.desired, desired) };
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
