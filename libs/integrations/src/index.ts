export * from './add-event-source.js';
export * from './connect-fleet.js';
export * from './connect-hub.js';
export * from './integrations.module.js';
export * from './show-hub-budget.js';
