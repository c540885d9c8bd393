/** Each line is a folder of doors that goes when the line and the folder go. */
export {};
export { menderCompatible } from './mender-compatible/mender-compatible.module.js';
export { simulation } from './simulation/simulation.module.js';
