import { Readable } from 'node:stream';
import { Controller, Get, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DriftFindings, DriftRuns, type Actor } from '#core';
import { MAX_PAGE, RowId, pageOf, wishOf } from '../http/pages.js';
import { Answers, PAGE_HEADERS } from '../openapi/answers.decorator.js';
import { ExportQuery, FindingQuery } from './drift-bodies.js';
import { FindingPage, ReportResponse, classResponse, findingResponse, importResponse, runResponse } from './drift-responses.js';
import { CSV_HEAD, csvLine, jsonLine } from './write-findings.js';

/** What differs between the fleet, our record and the hub. */
@Controller('api/v1/drift')
// Findings name devices that nobody holds a grant for yet, so they cannot be cut down to a scope.
@Requires('device:read', { everywhere: true })
export class DriftController {
  constructor(
    private readonly runs: DriftRuns,
    private readonly findings: DriftFindings,
  ) {}

  /** The last report: what was found, by class. */
  @Get()
  @Answers(200, 'What differs, by class, and the runs that say so.', ReportResponse)
  async report(@CurrentActor() { tenantId }: Actor): Promise<ReportResponse> {
    const [[last], [running], [held], classes, imports] = await Promise.all([
      this.runs.list(tenantId, { limit: 1, kind: 'sweep' }),
      this.runs.list(tenantId, { limit: 1, state: 'running' }),
      this.runs.list(tenantId, { limit: 1, state: 'held' }),
      this.findings.counts(tenantId),
      this.findings.toImport(tenantId),
    ]);
    return {
      lastRun: last ? runResponse(last) : null,
      running: running ? runResponse(running) : null,
      held: held ? runResponse(held) : null,
      classes: classes.map(classResponse),
      imports: imports.map(importResponse),
    };
  }

  /** Lists what was found, page by page. */
  @Get('findings')
  @Answers(200, 'A page of findings.', FindingPage, PAGE_HEADERS)
  async list(
    @CurrentActor() { tenantId }: Actor,
    @Query({ schema: FindingQuery }) query: FindingQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof FindingPage>> {
    const { class: kind, state, limit } = query;
    const found = await this.findings.list(tenantId, { ...wishOf(query, RowId), ...(kind && { class: kind }), ...(state && { state }) });
    return { items: pageOf(request, reply, found, { limit, keyOf: ({ id }) => String(id) }).map(findingResponse) };
  }

  /** All findings as a file. */
  @Get('export')
  @ApiProduces('application/x-ndjson', 'text/csv')
  @Answers(200, 'Every finding: JSON line by line, or a table.', z.string())
  export(@CurrentActor() { tenantId }: Actor, @Query({ schema: ExportQuery }) query: ExportQuery): StreamableFile {
    const isTable = query.format === 'csv';
    const type = isTable ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8';
    return new StreamableFile(Readable.from(this.#lines(tenantId, query)), { type, disposition: `attachment; filename="drift.${query.format}"` });
  }

  /** A page at a time, so that the size of the fleet does not matter. */
  async *#lines(tenantId: string, { class: kind, state, format }: ExportQuery): AsyncGenerator<string> {
    if (format === 'csv') yield CSV_HEAD;
    for (let after: bigint | null = null; ; ) {
      const page = await this.findings.list(tenantId, { after, limit: MAX_PAGE, ...(kind && { class: kind }), ...(state && { state }) });
      for (const finding of page) yield (format === 'csv' ? csvLine : jsonLine)(findingResponse(finding));
      after = page.at(-1)?.id ?? null;
      if (page.length < MAX_PAGE) return;
    }
  }
}
