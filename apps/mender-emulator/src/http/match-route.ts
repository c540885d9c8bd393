import type { Method, Route } from './route.js';

export type Match =
  | { readonly kind: 'found'; readonly route: Route; readonly params: Record<string, string> }
  | { readonly kind: 'wrong-method' }
  | { readonly kind: 'unknown' };

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
}

/** Prepares the routes for looking them up. Among routes that match alike, the earlier one wins. */
export function routeTable(routes: readonly Route[]): (method: string, path: string) => Match {
  const compiled: Compiled[] = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replace(/:([a-z]+)/gi, '(?<$1>[^/]+)')}$`),
  }));

  return (method, path) => {
    const onPath = compiled.filter(({ pattern }) => pattern.test(path));
    const found = onPath.find(({ route }) => route.method === (method as Method));
    if (!found) return { kind: onPath.length > 0 ? 'wrong-method' : 'unknown' };
    const params = decoded(found.pattern.exec(path)?.groups ?? {});
    return params ? { kind: 'found', route: found.route, params } : { kind: 'unknown' };
  };
}

/** Nothing when a part of the path is not valid percent-encoding: no record can have such a name. */
function decoded(groups: Record<string, string>): Record<string, string> | undefined {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return undefined;
  }
}
