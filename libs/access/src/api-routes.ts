import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { REQUIREMENT, type Requirement } from './requires.decorator.js';

/** A route of the running API, as Nest knows it. */
export interface ApiRoute {
  method: string;
  /** With a leading slash, and parameters as `:name`. */
  path: string;
  /** Null when it does not say who may call it. */
  requirement: Requirement | null;
  /** Class and method. */
  handler: string;
}

/** Routes that do not say who may call them. The API does not start with them, closed though they would be. */
export class UnguardedRoutes extends Error {
  override readonly name = 'UnguardedRoutes';

  constructor(routes: readonly ApiRoute[]) {
    const lines = routes.map(({ method, path, handler }) => `  ${method} ${path} (${handler})`);
    super(`These routes do not say who may call them. Add @Requires, @SignedIn or @OpenToAll to each:\n${lines.join('\n')}`);
  }
}

/** Where Nest writes down the path and the method of a handler (its PATH_METADATA and METHOD_METADATA). */
const PATH = 'path';
const METHOD = 'method';

/** Every route that Nest serves. */
@Injectable()
export class ApiRoutes implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** Throws UnguardedRoutes. */
  onModuleInit(): void {
    const unguarded = this.all().filter(({ requirement }) => requirement === null);
    if (unguarded.length > 0) throw new UnguardedRoutes(unguarded);
  }

  all(): ApiRoute[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => (typeof metatype === 'function' ? this.#routesOf(metatype as new () => object) : []));
  }

  #routesOf(controller: new () => object): ApiRoute[] {
    const prototype = controller.prototype as Record<string, () => unknown>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      const paths = handler && this.reflector.get<string | string[] | undefined>(PATH, handler);
      if (!handler || paths === undefined) return [];
      const requirement = this.reflector.getAllAndOverride<Requirement | undefined>(REQUIREMENT, [handler, controller]) ?? null;
      const method = RequestMethod[this.reflector.get<RequestMethod>(METHOD, handler)];
      const bases = this.reflector.get<string | string[] | undefined>(PATH, controller) ?? '';
      return [bases].flat().flatMap((base) => [paths].flat().map((path) => ({ method, path: join(base, path), requirement, handler: `${controller.name}.${name}` })));
    });
  }
}

const join = (...parts: string[]): string => `/${parts.flatMap((part) => part.split('/')).filter(Boolean).join('/')}`;
