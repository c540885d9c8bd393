import { Controller, Get, HttpCode, Param, Patch, Post, Put, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, Requires } from '#access';
import { InvalidRequest, NotFound, Refusal, TwinRuleBroken, writeJson, type Actor, type Twin, type TwinAddress, type TwinChange, type WritableMembers } from '#core';
import { ChangeTwin, ListEdits, ReadTwin, UndoEdit } from '#twins';
import { PageQuery, RowId, pageOf, wishOf } from '../http/pages.js';
import { Answers, ETAG_HEADERS, PAGE_HEADERS } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { ReadsBody } from '../openapi/reads-body.decorator.js';
import { readIfMatch } from './read-if-match.js';
import { editResponse, twinResponse } from './twin-responses.js';
import { ASKING, CHANGING, UNDOING } from './twin-problem-lists.js';
import { TwinHistoryResponse, TwinPatch, TwinPath, TwinReplacement, TwinResponse } from './twin-schemas.js';

/** A body came under a media type that the route does not read. */
export class UnsupportedMediaType extends Refusal {
  readonly code = 'unsupported-media-type';
}

const MEDIA_TYPES: Readonly<Record<TwinChange['how'], readonly string[]>> = {
  patch: ['application/merge-patch+json', 'application/json'],
  replace: ['application/json'],
};

/** The twins of devices and of their modules. Documents are written by us and not by the framework, which would round their numbers. */
@Controller(['api/v1/devices/:deviceId/twin', 'api/v1/devices/:deviceId/modules/:moduleId/twin'])
export class TwinsController {
  constructor(
    private readonly read: ReadTwin,
    private readonly change: ChangeTwin,
    private readonly edits: ListEdits,
    private readonly undo: UndoEdit,
  ) {}

  /** Shows the twin, with its version as ETag. It is read from the hub; what the hub notes in it is left out. */
  @Get()
  @Requires('twin:read')
  @Answers(200, 'The twin.', TwinResponse, ETAG_HEADERS)
  @Problems(...ASKING)
  async find(@CurrentActor() actor: Actor, @Param() path: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return answer(reply, await this.read.run(actor, addressOf(actor, path)));
  }

  /** Merges a patch into desired and tags. 428 without If-Match, 412 when it is not the ETag of the twin as it is. */
  @Patch()
  @Requires('twin:write')
  @ReadsBody(TwinPatch)
  @Answers(200, 'The twin as it is now.', TwinResponse, ETAG_HEADERS)
  @Problems(...CHANGING)
  async patch(@CurrentActor() actor: Actor, @Param() path: unknown, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return answer(reply, await this.change.run(actor, addressOf(actor, path), { how: 'patch', ...wantedIn(request, 'patch') }));
  }

  /** Puts desired, tags or both in the place of the present ones, under the same condition as a patch. */
  @Put()
  @Requires('twin:write')
  @ReadsBody(TwinReplacement)
  @Answers(200, 'The twin as it is now.', TwinResponse, ETAG_HEADERS)
  @Problems(...CHANGING)
  async replace(@CurrentActor() actor: Actor, @Param() path: unknown, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    return answer(reply, await this.change.run(actor, addressOf(actor, path), { how: 'replace', ...wantedIn(request, 'replace') }));
  }

  /** Lists who changed the twin, when and how, the newest first. */
  @Get('history')
  @Requires('twin:read')
  @Answers(200, 'A page of edits, the newest first.', TwinHistoryResponse, PAGE_HEADERS)
  @Problems('not-found')
  async history(
    @CurrentActor() actor: Actor,
    @Param() path: unknown,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { after: before, limit } = wishOf(query, RowId);
    const edits = await this.edits.run(actor, addressOf(actor, path), { before, limit });
    return written(reply, { items: pageOf(request, reply, edits, { limit: query.limit, keyOf: ({ id }) => String(id) }).map(editResponse) });
  }

  /** Takes one edit back. 409 where something newer stands in a place that it changed. */
  @Post('history/:editId/undo')
  @HttpCode(200)
  @Requires('twin:write')
  @Answers(200, 'The twin as it is now.', TwinResponse, ETAG_HEADERS)
  @Problems(...UNDOING)
  async takeBack(@CurrentActor() actor: Actor, @Param() path: unknown, @Param('editId') editId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const id = RowId.safeParse(editId);
    if (!id.success) throw new NotFound('There is no such edit of this twin.');
    return answer(reply, await this.undo.run(actor, addressOf(actor, path), id.data));
  }
}

function answer(reply: FastifyReply, twin: Twin): string {
  void reply.header('etag', `"${twin.etag}"`);
  return written(reply, twinResponse(twin));
}

function written(reply: FastifyReply, body: WritableMembers): string {
  void reply.type('application/json; charset=utf-8');
  return writeJson(body);
}

/** An id that nothing can have names nothing. */
function addressOf({ tenantId }: Actor, path: unknown): TwinAddress {
  const parsed = TwinPath.safeParse(path);
  if (!parsed.success) throw new NotFound('There is no such device that you may see.');
  const { deviceId, moduleId = null } = parsed.data;
  return { key: { tenantId, deviceId }, moduleId };
}

function wantedIn({ headers, body }: FastifyRequest, how: TwinChange['how']): { body: string; seen: string } {
  const mediaType = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  const taken = MEDIA_TYPES[how];
  if (!taken.includes(mediaType)) throw new UnsupportedMediaType(`Send the body as ${taken.join(' or ')}.`);
  const seen = readIfMatch(headers['if-match']);
  if (!(body instanceof Uint8Array)) throw new InvalidRequest('The request has no body.');
  return { seen, body: textOf(body) };
}

function textOf(body: Uint8Array): string {
  try {
    return UTF8.decode(body);
  } catch {
    throw new TwinRuleBroken('twin-unreadable', '', 'The body is not UTF-8.');
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });
