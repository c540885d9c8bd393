export * from './counted-rates.js';
export * from './rate-limits.module.js';
