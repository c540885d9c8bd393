import { showTwin } from '../twins/show-twin.js';
import { findTwinOwner } from './find-device.js';
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
