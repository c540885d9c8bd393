export * from './emulated-simulation.js';
