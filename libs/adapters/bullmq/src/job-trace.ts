import { z } from 'zod';

/** What bullmq-otel puts into the options of a job, so that any producer that uses it is followed. Source: bullmq-otel, README. */
const Metadata = z.object({ traceparent: z.string().max(100) });

export const writeTrace = (traceparent: string): string => JSON.stringify({ traceparent });

/** Null where the job says nothing of a trace that can be read. */
export function readTrace(metadata: string | undefined): string | null {
  try {
    return Metadata.safeParse(JSON.parse(metadata ?? 'null')).data?.traceparent ?? null;
  } catch {
    return null;
  }
}
