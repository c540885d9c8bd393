export * from './check-webhook-signature.js';
export * from './new-secret.js';
export { CheckedReceiverAddresses, type Reach } from './receiver-addresses.js';
export { SignedWebhookSender, type SenderSettings } from './send-webhook.js';
