import { useDeferredValue, type ReactNode } from 'react';

/** What is drawn once the rest of the page is seen: it keeps nobody waiting for what they came for. */
export const Afterwards = ({ children }: { children: ReactNode }) => useDeferredValue(true, false) && children;
