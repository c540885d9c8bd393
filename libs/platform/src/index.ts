export * from './batches.js';
export * from './env.js';
export * from './hub-settings.js';
export * from './pino-log.js';
export * from './platform.module.js';
export * from './run-until-stopped.js';
export * from './system-clock.js';
