/** How the store stands: it can be used, it does not answer, or its tables are not those that this version works with; the detail says what to do. */
export type StoreState = { kind: 'ready' } | { kind: 'away' } | { kind: 'misfit'; detail: string };

/** Whether what we know can be reached, and read. */
export abstract class StoreHealth {
  /** Never throws. Takes a few seconds at most. */
  abstract look(): Promise<StoreState>;
}
