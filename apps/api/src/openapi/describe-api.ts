import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { REQUIREMENT, SESSION_COOKIE, type Requirement } from '#access';
import type { ProblemCode } from '../problems/problems.js';
import { OTHER_ERRORS, type OtherErrors } from './other-errors.js';
import { ProblemBody, problemAnswers, usualProblems, type Operation } from './problem-answers.js';
import { OWN_PROBLEMS } from './problems.decorator.js';
import { readDocComments } from './read-doc-comments.js';
import { OWN_BODY } from './reads-body.decorator.js';

type ParameterObject = Extract<NonNullable<Operation['parameters']>[number], { in: string }>;

const VERBS = ['get', 'put', 'post', 'patch', 'delete'] as const;
const MERGE_PATCH = 'application/merge-patch+json';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeat with the same key within 24 hours gets the first answer and takes no effect of its own.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const satisfies ParameterObject;

/** A route that answers with one of these looks at If-Match. */
const CONDITIONAL: readonly ProblemCode[] = ['if-match-missing', 'integration-stale', 'fleet-stale'];

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  description: 'The ETag that you saw; * for whatever it is now.',
  schema: { type: 'string' },
} as const satisfies ParameterObject;

const TWIN_IF_MATCH = { ...IF_MATCH, description: 'The ETag of the twin that you saw.' };

/** The API as an OpenAPI 3.1 document, out of the same schemas that requests are read by. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder().setOpenAPIVersion('3.1.0').setTitle('Lockstep').setDescription(ABOUT).setVersion('1').addBearerAuth().addCookieAuth(SESSION_COOKIE).build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: operationIdOf, standardSchemaConverter: jsonSchemaOf });
  const handlers = handlersOf(app);
  const comments = readDocComments();

  const named = new Map<string, string>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const verb of VERBS) {
      const operation = item[verb];
      if (!operation) continue;
      // A handler of several paths comes with the number of each.
      const name = (operation.operationId ?? '').replace(/\[\d+\]$/, '');
      const handler = handlers.get(name);
      complete(operation, { verb, path }, handler);
      if (handler) describe(operation, handler, comments.routes.get(handler.place));
      operation.operationId = nameApart(name, path, named);
    }
  }
  const problem = jsonSchemaOf(ProblemBody)?.schema as NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];
  const tags = tagsOf(document, [...handlers.values()].map(({ controller }) => controller), comments.classes);
  return { ...document, tags, paths: sorted(document.paths), components: { ...document.components, schemas: sorted({ ...document.components?.schemas, Problem: problem }) } };
}

const ABOUT = 'Keeps a fleet of devices and Azure IoT Hub in lockstep. Errors are problems after RFC 9457; each type is a page of its own.';

/** Adds what every route of its kind has: who may call it, the usual problems, and their examples. */
function complete(operation: Operation, { verb, path }: { verb: (typeof VERBS)[number]; path: string }, handler: Handler | undefined): void {
  const { required, problems = [], body, errors } = handler ?? {};
  const isGuarded = required !== undefined && required.kind !== 'open';
  operation.parameters = [...(operation.parameters ?? []), ...missingParameters(operation, path)];
  if (isGuarded) operation.security = [{ bearer: [] }, { cookie: [] }];
  if (required?.kind === 'permission') Object.assign(operation, { 'x-required-permission': required.permission, ...(required.everywhere && { 'x-required-scope': 'all' }) });
  if (body) operation.requestBody = { required: true, content: { 'application/json': { schema: jsonSchemaOf(body, { schemaType: 'input' })!.schema } } };
  if (isGuarded && verb === 'post') operation.parameters.push(IDEMPOTENCY_KEY);
  if (problems.some((code) => CONDITIONAL.includes(code))) operation.parameters.push({ ...(problems.includes('twin-is-stale') ? TWIN_IF_MATCH : IF_MATCH), required: problems.includes('if-match-missing') && !mayCreate(verb, path) });
  if (verb === 'patch') asMergePatch(operation);
  operation.responses = { ...operation.responses, ...(errors ?? problemAnswers([...problems, ...usualProblems(operation, verb, required)])) };
}

/** A handler that takes its path as a whole does not name the parameters in it. */
function missingParameters({ parameters = [] }: Operation, path: string): ParameterObject[] {
  const known = parameters.map((parameter) => ('name' in parameter ? parameter.name : ''));
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  return inPath.filter((name) => !known.includes(name)).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

/** One handler may serve two paths: the second is named by what its path has beside the first. */
function nameApart(name: string, path: string, named: Map<string, string>): string {
  const first = named.get(name);
  named.set(name, first ?? path);
  if (first === undefined) return name;
  const more = [...path.matchAll(/\{(\w+)\}/g)].map(([whole, parameter]) => (first.includes(whole) ? '' : `By${parameter!.charAt(0).toUpperCase()}${parameter!.slice(1)}`));
  return `${name}${more.join('')}`;
}

function asMergePatch(operation: Operation): void {
  const body = operation.requestBody;
  if (!body || !('content' in body) || !body.content['application/json']) return;
  body.content = { [MERGE_PATCH]: body.content['application/json'] };
}

/** A PUT of what has one place, whether it is there or not: to make it, nothing has to be seen before. */
const mayCreate = (verb: string, path: string): boolean => verb === 'put' && !path.includes('{');

/** The first sentence of a route's doc comment is its summary; the whole of it, and what it takes to call the route, its description. */
function describe(operation: Operation, { controller }: Handler, comment = ''): void {
  const [summary = ''] = /^.+?[.:](?= |$)/.exec(comment) ?? [];
  const { 'x-required-permission': permission, 'x-required-scope': scope } = operation as { 'x-required-permission'?: string; 'x-required-scope'?: string };
  const needs = permission ? `Needs \`${permission}\`${scope === 'all' ? ' for the whole tenant' : ''}.` : operation.security ? 'Needs a caller who signed in.' : 'Open to all.';
  // A tag that a controller chose for itself stays.
  if (operation.tags?.[0] === controller.replace(/Controller$/, '')) operation.tags = [tagOf(controller)];
  operation.summary = summary.slice(0, -1);
  operation.description = `${comment} ${needs}`.trim();
}

/** A tag is a controller. They come in the order in which the controllers are listed, those with routes in the document. */
function tagsOf(document: OpenAPIObject, controllers: readonly string[], classes: ReadonlyMap<string, string>): NonNullable<OpenAPIObject['tags']> {
  const used = new Set(Object.values(document.paths).flatMap((item) => VERBS.flatMap((verb) => item[verb]?.tags ?? [])));
  const named = [...new Set(controllers)].map((name) => ({ name: tagOf(name), description: classes.get(name) ?? '' })).filter(({ name }) => used.has(name));
  const others = [...used].filter((name) => !named.some((tag) => tag.name === name));
  return [...named, ...others.map((name) => ({ name, description: `Compatible with ${name}.` }))];
}

/** `DeadLettersController` is `Dead letters`. */
const tagOf = (controller: string): string => {
  const words = controller.replace(/Controller$/, '').replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

interface Handler {
  /** The name of its class. */
  controller: string;
  /** Class and method. */
  place: string;
  required: Requirement | undefined;
  problems: readonly ProblemCode[];
  /** Of a route that reads it by itself. */
  body: z.ZodType | undefined;
  /** Of a route that speaks the language of another API. */
  errors: OtherErrors | undefined;
}

/** What the decorators say of each route, by the id of its operation. */
function handlersOf(app: INestApplication): Map<string, Handler> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype));
  return new Map(
    controllers.flatMap((controller) => {
      if (typeof controller !== 'function') return [];
      const prototype = controller.prototype as Record<string, () => unknown>;
      return Object.getOwnPropertyNames(prototype)
        .filter((name) => name !== 'constructor' && typeof prototype[name] === 'function')
        .map((name): [string, Handler] => {
          const read = <T>(key: string): T | undefined => (Reflect.getMetadata(key, prototype[name]!) ?? Reflect.getMetadata(key, controller)) as T | undefined;
          return [operationIdOf(controller.name, name), { controller: controller.name, place: `${controller.name}.${name}`, required: read(REQUIREMENT), problems: read(OWN_PROBLEMS) ?? [], body: read(OWN_BODY), errors: read(OTHER_ERRORS) }];
        });
    }),
  );
}

const operationIdOf = (controller: string, method: string): string => {
  const place = controller.replace(/Controller$/, '');
  return `${place.charAt(0).toLowerCase()}${place.slice(1)}.${method}`;
};

/** Schemas with an id of their own become components; the rest stands where it is used. */
function jsonSchemaOf(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' } = { schemaType: 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $schema: _, $defs, id: _id, ...rest } = z.toJSONSchema(schema, { io: schemaType, unrepresentable: 'any', override: withoutNoise }) as Record<string, unknown>;
  const components = ($defs ?? {}) as Record<string, unknown>;
  return { schema: rest, components };
}

/** Every whole number is bounded by what JavaScript can count; saying so of each helps nobody. */
function withoutNoise({ jsonSchema }: { jsonSchema: { maximum?: number | undefined; minimum?: number | undefined; id?: string | undefined } }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  delete jsonSchema.id;
}

const sorted = <T>(record: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
