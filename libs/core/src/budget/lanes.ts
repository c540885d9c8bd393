/**
 * What a call to the hub is for, the most urgent first: shutting a device out (disable, delete), letting one in, an edit by a
 * person, bringing in devices that existed before, and comparing the whole fleet.
 */
export const LANES = ['shut-out', 'let-in', 'edit', 'import', 'sweep'] as const;
export type Lane = (typeof LANES)[number];

/**
 * What each lane gets of a budget that they all want. A lane that was quiet goes first whatever its share, so a single urgent
 * call never waits behind a backlog; and none of them starves.
 */
export const LANE_SHARES: Readonly<Record<Lane, number>> = { 'shut-out': 64, 'let-in': 16, edit: 16, import: 3, sweep: 1 };
