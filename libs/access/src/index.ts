export * from './access.guard.js';
export * from './current-actor.decorator.js';
export * from './requires.decorator.js';
