export * from './change-twin.js';
export * from './list-edits.js';
export * from './locate-twin.js';
export * from './read-twin.js';
export * from './settle-doubt.js';
export * from './twins.module.js';
export * from './undo-edit.js';
export * from './write-twin.js';
