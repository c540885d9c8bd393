import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { parseBody } from './parse-body.js';
import { parseQuery } from './parse-query.js';

/**
 * Reads every `@Body`, `@Query` and `@Param` that names a schema by that schema, the same one that the OpenAPI document is
 * made of. Whatever names none is handed on as it came.
 */
@Injectable()
export class ReadBySchema implements PipeTransform {
  transform(value: unknown, { type, schema }: ArgumentMetadata): unknown {
    if (!(schema instanceof z.ZodType) || type === 'custom') return value;
    return type === 'body' ? parseBody(schema, value) : parseQuery(schema, value);
  }
}
