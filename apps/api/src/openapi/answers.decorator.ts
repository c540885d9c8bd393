import { ApiResponse, type OpenAPIObject } from '@nestjs/swagger';
import type { z } from 'zod';

type Headers = NonNullable<Extract<NonNullable<NonNullable<OpenAPIObject['components']>['responses']>[string], { description: string }>['headers']>;

const text = (description: string) => ({ description, schema: { type: 'string' } });

export const PAGE_HEADERS = { Link: text('The first page and, while there is one, the next (RFC 8288).') } satisfies Headers;
export const ETAG_HEADERS = { ETag: text('The version of the resource, for If-Match.') } satisfies Headers;

/** What a route answers when all is well. */
export const Answers = (status: number, description: string, standardSchema?: z.ZodType, headers?: Headers): MethodDecorator =>
  ApiResponse({ status, description, ...(standardSchema && { standardSchema }), ...(headers && { headers }) });
