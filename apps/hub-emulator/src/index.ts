export { startHubEmulator, type RunningHubEmulator, type StartOptions } from './start-hub-emulator.js';
export { type ThrottleChange, type ThrottleSettings } from './throttle/settings.js';
export { type Switches } from './switches.js';
export { type FaultOrder } from './faults/fault.js';
export { type Entry as JournalEntry } from './journal/entry.js';
