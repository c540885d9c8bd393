// Real: Nest, which is asked for its routes.
import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { All, Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { ApiRoutes, UnguardedRoutes } from './api-routes.js';
import { OpenToAll, Requires, SignedIn } from './requires.decorator.js';

@Controller('api/v1/good')
@Requires('device:read')
class Good {
  @Get()
  list(): void {}

  @Get([':id', ':id/more'])
  @SignedIn()
  find(): void {}

  @Post('open')
  @OpenToAll()
  open(): void {}

  plain(): void {}
}

@Controller('api/v1/bad')
class Bad {
  @Get(':id/')
  silent(): void {}

  @All()
  silentToo(): void {}

  @Get('said')
  @SignedIn()
  said(): void {}
}

class Heir extends Good {}
Controller('api/v1/heir')(Heir);

async function start(...controllers: Type[]): Promise<ApiRoutes> {
  class Root {}
  Module({ imports: [DiscoveryModule], controllers, providers: [ApiRoutes] })(Root);
  const app = await NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
  try {
    return app.get(ApiRoutes);
  } finally {
    await app.close();
  }
}

describe('the routes of the API', () => {
  it('are told with who may call them, as the method says or else its class', async () => {
    const routes = (await start(Good)).all().map(({ method, path, requirement, handler }) => [method, path, requirement, handler]);
    const read = { kind: 'permission', permission: 'device:read', everywhere: false };
    expect(routes).toEqual([
      ['GET', '/api/v1/good', read, 'Good.list'],
      ['GET', '/api/v1/good/:id', { kind: 'signed-in' }, 'Good.find'],
      ['GET', '/api/v1/good/:id/more', { kind: 'signed-in' }, 'Good.find'],
      ['POST', '/api/v1/good/open', { kind: 'open', counted: true }, 'Good.open'],
    ]);
  });

  it('are found where they are inherited', async () => expect((await start(Heir)).all()).toHaveLength(4));

  it('that say nothing of it keep the API from starting, and are named', async () => {
    const started = start(Good, Bad);
    await expect(started).rejects.toThrow(UnguardedRoutes);
    await expect(started).rejects.toThrow(/:\n {2}GET \/api\/v1\/bad\/:id \(Bad\.silent\)\n {2}ALL \/api\/v1\/bad \(Bad\.silentToo\)$/);
  });
});
