import { Controller, Get } from '@nestjs/common';
import { CurrentActor, SignedIn } from '#access';
import type { Actor } from '#core';
import { meResponse, type MeResponse } from './access-responses.js';

/** What the caller is told of itself. */
@Controller('api/v1/me')
export class MeController {
  @Get()
  @SignedIn()
  me(@CurrentActor() actor: Actor): MeResponse {
    return meResponse(actor);
  }
}
