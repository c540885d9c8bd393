import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { MANAGEMENT_BASE } from './management-base.js';
import { speakMender } from './speak-mender.js';

/** Source: Mender, iot-manager, OpenAPI of the management API, v1. */
const KNOWN = [/^\/integrations$/, /^\/integrations\/[^/]+$/, /^\/integrations\/[^/]+\/credentials$/, /^\/devices\/[^/]+\/state$/, /^\/devices\/[^/]+\/state\/[^/]+$/, /^\/events$/];

/** Lets the frame speak Mender's language below the base of the management API. */
@Injectable()
export class ManagementApi implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    speakMender(this.host.httpAdapter.getInstance<FastifyInstance>(), { base: `/${MANAGEMENT_BASE}`, known: KNOWN, cookies: true });
  }
}
