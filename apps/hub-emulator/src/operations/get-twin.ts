import { showTwin } from '../twins/show-twin.js';
import { findTwinOwner } from './find-module.js';
import type { Operation } from './operation.js';

/** The twin, without an ETag header: the etag is in the body only. */
export const getTwin: Operation = {
  name: 'get-twin',
  method: 'GET',
  path: '/twins/{id}',
  access: 'ServiceConnect',
  writes: false,
  limit: 'twin-reads',
  charges: 'answer',
  run: (call) => ({ status: 200, body: showTwin(findTwinOwner(call), call) }),
};

export const getModuleTwin: Operation = { ...getTwin, name: 'get-module-twin', path: '/twins/{id}/modules/{mid}' };
