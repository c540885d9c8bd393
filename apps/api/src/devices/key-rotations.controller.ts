import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentActor, Requires } from '#access';
import { DeviceId, DeviceWithoutKey, Doorbell, KeyRotations, NotFound, type Actor } from '#core';
import { Answers } from '../openapi/answers.decorator.js';
import { Problems } from '../openapi/problems.decorator.js';
import { KeyRotationResponse, KeyRotationsRequest, KeyRotationsResponse, keyRotationsResponse } from './key-rotation-bodies.js';

/** Gives devices other keys. The old key of a device stays valid until the device reports the new one. */
@Controller('api/v1/devices')
@Requires('integration:manage')
export class KeyRotationsController {
  constructor(
    private readonly rotations: KeyRotations,
    private readonly doorbell: Doorbell,
  ) {}

  /** Gives some or all devices new keys, one after the other, at the pace that the hub allows. A dry run answers how far an earlier request is. */
  @Post('rotate-keys')
  @HttpCode(202)
  @Answers(202, 'How many devices get another key.', KeyRotationsResponse)
  async askAll(@CurrentActor() { tenantId }: Actor, @Body({ schema: KeyRotationsRequest }) { group, dryRun }: KeyRotationsRequest): Promise<z.infer<typeof KeyRotationsResponse>> {
    const scope = { tenantId, group: group ?? null };
    const counts = await this.rotations.count(scope);
    return keyRotationsResponse(dryRun ? counts : { ...counts, toRotate: await this.rotations.askAll(scope) }, dryRun);
  }

  /** Gives a device a new key. */
  @Post(':deviceId/rotate-key')
  @HttpCode(202)
  @Answers(202, 'The device gets another key.', KeyRotationResponse)
  @Problems('not-found', 'device-without-key')
  async ask(@CurrentActor() { tenantId }: Actor, @Param('deviceId') deviceId: string): Promise<z.infer<typeof KeyRotationResponse>> {
    const key = { tenantId, deviceId };
    const rotation = DeviceId.safeParse(deviceId).success ? await this.rotations.ask(key) : 'unknown';
    if (rotation === 'unknown') throw new NotFound(`There is no device ${deviceId.slice(0, 128)} that you may see.`);
    if (rotation === 'no-keys') throw new DeviceWithoutKey(deviceId);
    // The relay rings for it in any case; this only saves a second.
    this.doorbell.ring(key, 'usual').catch(() => undefined);
    return { deviceId, rotation };
  }
}
