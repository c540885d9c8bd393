import { Refusal } from '../refusal.js';
import type { Twin } from './twin.js';

const MOST_POINTERS = 100;

/** The twin is not the one that the caller saw. */
export class TwinIsStale extends Refusal {
  readonly code = 'twin-is-stale';

  constructor(
    /** The etag that the caller sent. */
    readonly seen: string,
    /** The twin as it is now. */
    readonly current: Twin,
  ) {
    super(`The twin of ${nameOf(current)} was changed since you saw it. Compare with "current", then send your change with its ETag.`);
  }
}

/** The hub has no such device or module, or hides it because it is disabled. */
export class NotInHub extends Refusal {
  readonly code = 'not-in-hub';
}

/** Our limits let the change through, and the hub does not take it all the same. */
export class HubRefusesTwin extends Refusal {
  readonly code = 'hub-refuses-twin';
}

/** The tenant has no hub. */
export class NoHubConnection extends Refusal {
  readonly code = 'no-hub-connection';
}

/** The hub connection is paused, and with it everything that goes through it. */
export class HubIsPaused extends Refusal {
  readonly code = 'hub-paused';
}

/** Something newer stands where an edit would be taken back. */
export class UndoConflicts extends Refusal {
  readonly code = 'undo-conflicts';
  override readonly facts: { pointers: readonly string[] };

  /** `pointers` lead to what was changed since (RFC 6901); the first hundred are told. */
  constructor(message: string, pointers: readonly string[]) {
    super(message);
    this.facts = { pointers: pointers.slice(0, MOST_POINTERS) };
  }
}

/** Only an edit that took effect can be taken back. */
export class EditNotDone extends Refusal {
  readonly code = 'edit-not-done';
}

/** A device or module in words. */
export const nameOf = ({ deviceId, moduleId }: { deviceId: string; moduleId: string | null }): string =>
  moduleId === null ? `device ${deviceId}` : `module ${moduleId} of device ${deviceId}`;
