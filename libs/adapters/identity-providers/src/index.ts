export * from './ask-mender.js';
export * from './identity-providers.module.js';
export * from './issuers-of.js';
export * from './mender-tokens.js';
export * from './oidc-provider.js';
export * from './oidc-sign-in.js';
export * from './oidc-tokens.js';
export * from './read-mender-key.js';
