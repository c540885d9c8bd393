import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Permission } from '#core';

export const REQUIRED_PERMISSION = 'lockstep:required-permission';
const OPEN = 'open';

/** Whoever calls this route must hold this permission. */
export const Requires = (permission: Permission): CustomDecorator => SetMetadata(REQUIRED_PERMISSION, permission);

/** Anybody may call this route: it proves its callers in another way, or tells nothing. */
export const OpenToAll = (): CustomDecorator => SetMetadata(REQUIRED_PERMISSION, OPEN);

export type Requirement = Permission | typeof OPEN;
