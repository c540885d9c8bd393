import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { OpenToAll } from '#access';
import { NotFound } from '#core';
import { problemHtml } from './problem-pages.js';
import { isProblemCode } from './problems.js';

/** What the type of a problem leads to. */
@Controller('problems')
@OpenToAll()
@ApiExcludeController()
export class ProblemPagesController {
  @Get(':code')
  @Header('content-type', 'text/html; charset=utf-8')
  show(@Param('code') code: string): string {
    if (!isProblemCode(code)) throw new NotFound('There is no problem of this name.');
    return problemHtml(code);
  }
}
