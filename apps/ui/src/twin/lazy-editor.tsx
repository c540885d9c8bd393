import { lazy } from 'react';

/** The editor is large, and only those who edit need it. */
export const LazyEditor = lazy(async () => ({ default: (await import('./code-editor.js')).CodeEditor }));
