import type { Provider, Type } from '@nestjs/common';
import type { Env } from '#platform';
import * as list from './optional-doors.list.js';

/** Doors of the API that are there only where they are switched on. */
export interface OptionalDoors {
  /** Every one of them, for the documents. */
  controllers: readonly Type[];
  /** Those that this environment switches on, and what stands behind them. */
  in(env: Env): { controllers: readonly Type[]; providers: readonly Provider[] };
}

const ALL: readonly OptionalDoors[] = Object.values(list);

export const SWITCHED_CONTROLLERS: readonly Type[] = ALL.flatMap(({ controllers }) => controllers);

/** What the environment switches on of all of them. */
export function switchedOn(env: Env): { controllers: Type[]; providers: Provider[] } {
  const on = ALL.map((doors) => doors.in(env));
  return { controllers: on.flatMap(({ controllers }) => controllers), providers: on.flatMap(({ providers }) => providers) };
}
