import { showTransferJob } from '../jobs/transfer-job.js';
import { readObject, type Operation } from './operation.js';

export const createTransferJob: Operation = {
  name: 'create-transfer-job',
  method: 'POST',
  path: '/jobs/create',
  access: 'RegistryWrite',
  writes: false,
  limit: 'jobs',
  run: ({ hub, body }) => ({ status: 200, body: showTransferJob(hub.transferJobs.create(readObject(body))) }),
};

export const listTransferJobs: Operation = {
  name: 'list-transfer-jobs',
  method: 'GET',
  path: '/jobs',
  access: 'RegistryRead',
  writes: false,
  limit: 'jobs',
  run: ({ hub }) => ({ status: 200, body: hub.transferJobs.all().map(showTransferJob) }),
};

export const getTransferJob: Operation = {
  name: 'get-transfer-job',
  method: 'GET',
  path: '/jobs/{job}',
  access: 'RegistryRead',
  writes: false,
  limit: 'jobs',
  run: ({ hub, names }) => ({ status: 200, body: showTransferJob(hub.transferJobs.find(names['job'] ?? '')) }),
};

export const cancelTransferJob: Operation = {
  name: 'cancel-transfer-job',
  method: 'DELETE',
  path: '/jobs/{job}',
  access: 'RegistryWrite',
  writes: false,
  limit: 'jobs',
  run: ({ hub, names }) => {
    hub.transferJobs.cancel(names['job'] ?? '');
    return { status: 204 };
  },
};
