import { Controller, Get, Optional } from '@nestjs/common';
import { CurrentActor, SignedIn } from '#access';
import { Simulation, type Actor } from '#core';
import { Answers } from '../openapi/answers.decorator.js';
import { MeResponse, meResponse } from './access-responses.js';

/** What the caller is told of itself. */
@Controller('api/v1/me')
export class MeController {
  /** The simulation is there only where the fleet is simulated. */
  constructor(@Optional() private readonly simulation?: Simulation) {}

  /** Tells the caller who it is and what it may do. */
  @Get()
  @SignedIn()
  @Answers(200, 'Who the caller is and what it may do.', MeResponse)
  me(@CurrentActor() actor: Actor): MeResponse {
    return meResponse(actor, this.simulation !== undefined);
  }
}
