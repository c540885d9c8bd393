import { describe, expect, it } from '@jest/globals';
import { routeTable } from './match-route.js';
import { noContent, type Route } from './route.js';

const aRoute = (method: Route['method'], path: string): Route => ({ method, path, run: () => noContent });

const find = routeTable([aRoute('GET', '/devices/count'), aRoute('GET', '/devices/:id'), aRoute('PUT', '/devices/:id/auth/:aid/status')]);

describe('looking up a route', () => {
  it('prefers the route that was named first', () => {
    expect(find('GET', '/devices/count')).toMatchObject({ kind: 'found', route: { path: '/devices/count' } });
  });

  it('takes the names out of the path, decoded', () => {
    expect(find('PUT', '/devices/a%20b/auth/c/status')).toMatchObject({ params: { id: 'a b', aid: 'c' } });
  });

  it('tells a wrong method from an unknown path', () => {
    expect(find('POST', '/devices/1')).toEqual({ kind: 'wrong-method' });
    expect(find('GET', '/devices/1/auth')).toEqual({ kind: 'unknown' });
  });

  it('knows no path that is badly encoded', () => {
    expect(find('GET', '/devices/%E0%A4%A')).toEqual({ kind: 'unknown' });
  });
});
