export * from './mender-fleet.js';
