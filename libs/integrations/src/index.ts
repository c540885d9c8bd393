export * from './add-event-source.js';
export * from './change-credentials.js';
export * from './connect-fleet.js';
export * from './connect-hub.js';
export * from './integrations.module.js';
export * from './rotate-secret.js';
export * from './test-fleet.js';
export * from './test-hub.js';
