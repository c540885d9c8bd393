import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DriftRuns, NotFound, type Actor, type RunKind, type Selection } from '#core';
import { Answers } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { ApplyRequest, RunQuery, RunRequest, selectionOf } from './drift-bodies.js';
import { RunList, RunResponse, runResponse } from './drift-responses.js';

/** Runs that compare a whole fleet with its hub. A worker takes up what is asked for here. */
@Controller('api/v1/drift')
@Requires('integration:manage')
export class DriftRunsController {
  constructor(private readonly runs: DriftRuns) {}

  /** Lists the runs, newest first. */
  @Get('runs')
  @Requires('device:read', { everywhere: true })
  @Answers(200, 'The last runs, newest first.', RunList)
  async list(@CurrentActor() { tenantId }: Actor, @Query({ schema: RunQuery }) { limit }: RunQuery): Promise<z.infer<typeof RunList>> {
    return { items: (await this.runs.list(tenantId, { limit })).map(runResponse) };
  }

  /** Shows a run: how far it is, and what it found. */
  @Get('runs/:id')
  @Requires('device:read', { everywhere: true })
  @Answers(200, 'The run, and how far it is.', RunResponse)
  @Problems('not-found')
  async find(@CurrentActor() { tenantId }: Actor, @Param('id') id: string): Promise<RunResponse> {
    const run = await this.runs.find(tenantId, id);
    if (!run) throw new NotFound(`There is no run ${id.slice(0, 64)}.`);
    return runResponse(run);
  }

  /** Compares now, and mends what it finds unless it is a dry run. */
  @Post('runs')
  @HttpCode(202)
  @Answers(202, 'A worker begins with it.', RunResponse)
  @Problems('run-under-way')
  sweep(@CurrentActor() actor: Actor, @Body({ schema: RunRequest }) { dryRun }: RunRequest): Promise<RunResponse> {
    return this.#start(actor, { kind: 'sweep', dryRun });
  }

  /** Mends what earlier runs found, after a look at each device. */
  @Post('apply')
  @HttpCode(202)
  @Answers(202, 'A worker begins with it.', RunResponse)
  @Problems('run-under-way')
  apply(@CurrentActor() actor: Actor, @Body({ schema: ApplyRequest }) body: ApplyRequest): Promise<RunResponse> {
    return this.#start(actor, { kind: 'apply', dryRun: false, selection: selectionOf(body) });
  }

  /** Brings in the devices that were in the fleet before it was connected. */
  @Post('import')
  @HttpCode(202)
  @Answers(202, 'A worker begins with it.', RunResponse)
  @Problems('run-under-way')
  import(@CurrentActor() actor: Actor, @Body({ schema: RunRequest }) { dryRun }: RunRequest): Promise<RunResponse> {
    return this.#start(actor, { kind: 'import', dryRun });
  }

  /** Lets a held run go on, however many devices it takes out of the hub. */
  @Post('runs/:id/approve')
  @HttpCode(202)
  @Answers(202, 'A worker goes on with it.', RunResponse)
  @Problems('not-found', 'run-not-held', 'run-under-way')
  async approve(@CurrentActor() { tenantId, name }: Actor, @Param('id') id: string): Promise<RunResponse> {
    return runResponse(await this.runs.approve(tenantId, id, name));
  }

  /** Ends a run that is held or under way; nothing more of it is done. */
  @Post('runs/:id/drop')
  @HttpCode(200)
  @Answers(200, 'The run has ended.', RunResponse)
  @Problems('not-found', 'run-not-held')
  async drop(@CurrentActor() { tenantId, name }: Actor, @Param('id') id: string): Promise<RunResponse> {
    return runResponse(await this.runs.drop(tenantId, id, name));
  }

  async #start({ tenantId, name }: Actor, { kind, dryRun, selection = null }: { kind: RunKind; dryRun: boolean; selection?: Selection | null }): Promise<RunResponse> {
    return runResponse(await this.runs.start(tenantId, { kind, dryRun, selection, askedBy: name }));
  }
}
