import { hostname } from 'node:os';

/** Names this process for the people who look after it: the host or container, and the process on it. */
export const PROCESS_NAME = `${hostname()}/${process.pid}`;
