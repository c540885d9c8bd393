import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { z } from 'zod';

export const OWN_BODY = 'lockstep:own-body';

/** The body of a route that reads its bytes by itself, for the OpenAPI document. Where `@Body({ schema })` will do, use that. */
export const ReadsBody = (schema: z.ZodType): CustomDecorator => SetMetadata(OWN_BODY, schema);
