export * from './check-webhook-signature.js';
export * from './new-secret.js';
