import type { Schemas } from '../api/client.js';

export type DriftRun = Schemas['DriftRun'];
export type DriftClass = Schemas['DriftReport']['classes'][number]['class'];

/** What can be asked of a worker. */
export type Order = { kind: 'sweep'; dryRun: boolean } | { kind: 'import'; dryRun: boolean } | { kind: 'apply'; class?: DriftClass };
