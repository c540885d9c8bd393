import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Log } from '#core';
import { CONTROLLERS } from '../controllers.js';
import { SWITCHED_CONTROLLERS } from '../optional-doors.js';
import { problemIndex, problemPage } from '../problems/problem-pages.js';
import { PROBLEMS, type ProblemCode } from '../problems/problems.js';
import { describeApi } from './describe-api.js';

export const GENERATED_FOLDER = 'docs/problems';

/** What is committed and made from the code: the OpenAPI document and a page for each problem, by path from the root of the repository. */
export async function generatedDocuments(): Promise<Map<string, string>> {
  const pages = (Object.keys(PROBLEMS) as ProblemCode[]).map((code): [string, string] => [`${GENERATED_FOLDER}/${code}.md`, problemPage(code)]);
  return new Map([['docs/openapi.json', `${await openApiText()}\n`], [`${GENERATED_FOLDER}/README.md`, problemIndex()], ...pages]);
}

/** The document needs the routes and nothing behind them, so whatever a controller asks for is an empty thing. */
async function openApiText(): Promise<string> {
  const controllers = [...CONTROLLERS, ...SWITCHED_CONTROLLERS];
  const asked = [Log as unknown as Type, ...controllers.flatMap((controller) => (Reflect.getMetadata('design:paramtypes', controller) ?? []) as Type[])];
  class Routes {}
  Module({ controllers, providers: [...new Set(asked)].map((provide) => ({ provide, useValue: {} })) })(Routes);
  const app = await NestFactory.create(Routes, new FastifyAdapter(), { logger: false, abortOnError: false });
  try {
    return JSON.stringify(describeApi(app), null, 2);
  } finally {
    await app.close();
  }
}
