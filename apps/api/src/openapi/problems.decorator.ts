import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { ProblemCode } from '../problems/problems.js';

export const OWN_PROBLEMS = 'lockstep:own-problems';

/** The problems of a route beside those that every route of its kind has. They become answers, with examples, in the OpenAPI document. */
export const Problems = (...codes: ProblemCode[]): CustomDecorator => SetMetadata(OWN_PROBLEMS, codes);
