export { UnrecoverableError } from 'bullmq';
export * from './bull-consumer.js';
export * from './bull-doorbell.js';
export * from './bull-queue-counts.js';
export * from './bull-queue-health.js';
export * from './jobs.js';
export * from './queue-backend.js';
export * from './queue.module.js';
