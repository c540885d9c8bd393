import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import type { Requirement } from '#access';
import { exampleOf } from '../problems/problem-pages.js';
import { problemOf, type ProblemCode } from '../problems/problems.js';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** A problem as it is sent (RFC 9457); some carry more members. */
export const ProblemBody = z.looseObject({
  type: z.string().meta({ description: 'What kind of problem, as a reference relative to this API: the page says what to do.' }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  traceId: z.string().meta({ description: 'Under this id the log has the rest.' }),
  errors: z
    .array(z.object({ pointer: z.string().optional(), parameter: z.string().optional(), detail: z.string() }))
    .optional()
    .meta({ description: 'Each flaw of the request, and where it is.' }),
});

/** What a route may answer beside its own problems, by what it is. */
export function usualProblems(operation: Operation, verb: string, required: Requirement | undefined): ProblemCode[] {
  const isGuarded = required !== undefined && required.kind !== 'open';
  const isCounted = isGuarded || (required?.kind === 'open' && required.counted);
  const hasInput = operation.requestBody !== undefined || (operation.parameters ?? []).length > 0;
  return [
    ...(isGuarded ? (['not-authenticated', 'identity-provider-is-away', 'store-is-away'] as const) : []),
    ...(required?.kind === 'permission' ? (['not-permitted'] as const) : []),
    ...(isGuarded && verb !== 'get' ? (['cross-site-request'] as const) : []),
    ...(isCounted ? (['too-many-requests'] as const) : []),
    ...(hasInput || isGuarded ? (['invalid-request'] as const) : []),
    ...(operation.requestBody ? (['invalid-json', 'body-too-large'] as const) : []),
    ...(isGuarded && verb === 'post' ? (['idempotency-key-reused', 'idempotency-key-at-work'] as const) : []),
    'internal',
  ];
}

/** Problems as answers, those of one status together, each with its example. */
export function problemAnswers(codes: readonly ProblemCode[]): Operation['responses'] {
  const byStatus = Map.groupBy([...new Set(codes)], (code) => problemOf(code).status);
  return Object.fromEntries([...byStatus].sort(([one], [other]) => one - other).map(([status, together]) => [status, answerOf(together)]));
}

const answerOf = (codes: readonly ProblemCode[]) => ({
  description: codes.map((code) => problemOf(code).title).join('; '),
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: Object.fromEntries(codes.map((code) => [code, { summary: problemOf(code).title, value: exampleOf(code) }])),
    },
  },
});
