import type { paths } from '../../../../docs/openapi.generated.d.ts';
import type { Schemas } from '../api/client.js';

type Device = Schemas['Device'];
type DeviceQuery = NonNullable<paths['/api/v1/devices']['get']['parameters']['query']>;

/** What of the address says which devices are listed. Its names are those of the API. */
export const FILTERS = ['idPrefix', 'sync', 'status', 'hubStatus', 'group', 'tag', 'reason'] as const;
export type FilterName = (typeof FILTERS)[number];

export interface DeviceFilter {
  idPrefix?: string;
  sync?: Device['sync'];
  status?: Device['status'];
  hubStatus?: Device['hubStatus'];
  group?: string;
  /** A tag of the twin and its value, with = between. */
  tag?: string;
  reason?: NonNullable<DeviceQuery['reason']>;
}

export function readFilter(search: URLSearchParams): DeviceFilter {
  return Object.fromEntries(FILTERS.map((name) => [name, search.get(name)?.trim()]).filter(([, value]) => value)) as DeviceFilter;
}

/** The same search with one filter changed; empty takes it away. */
export function withFilter(search: URLSearchParams, name: FilterName, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

export interface SavedFilter {
  name: string;
  search: string;
}

const KEPT_AS = 'lockstep-device-filters';

/** The filters that this browser keeps. */
export function savedFilters(): SavedFilter[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is SavedFilter => typeof one?.name === 'string' && typeof one?.search === 'string') : [];
  } catch {
    return [];
  }
}

export const keepFilters = (filters: readonly SavedFilter[]): void => localStorage.setItem(KEPT_AS, JSON.stringify(filters));
