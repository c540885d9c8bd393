import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Permission } from '#core';

export const REQUIREMENT = 'lockstep:requirement';

/** Who may call a route. */
export type Requirement =
  | { kind: 'permission'; permission: Permission; everywhere: boolean }
  | { kind: 'signed-in' }
  | { kind: 'open'; counted: boolean };

const require = (requirement: Requirement): CustomDecorator => SetMetadata(REQUIREMENT, requirement);

/**
 * Whoever calls this route must hold this permission over something; over what is asked where the record is. `everywhere`: over the
 * whole tenant, for a route whose answer is not cut down to what the caller may see.
 */
export const Requires = (permission: Permission, { everywhere = false } = {}): CustomDecorator => require({ kind: 'permission', permission, everywhere });

/** Whoever calls this route must say who it is, and needs no permission. */
export const SignedIn = (): CustomDecorator => require({ kind: 'signed-in' });

/**
 * Anybody may call this route: it proves its callers in another way, or tells nothing. `counted: false`: and as often as it likes,
 * because a call that is turned away is lost, as a webhook is.
 */
export const OpenToAll = ({ counted = true } = {}): CustomDecorator => require({ kind: 'open', counted });
