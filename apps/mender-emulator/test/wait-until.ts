import { setTimeout as wait } from 'node:timers/promises';

type Look<T> = () => T | undefined | false | Promise<T | undefined | false>;

/** Resolves with the first answer that is not undefined or false; rejects when there is none for `seconds`. */
export async function waitUntil<T>(what: string, look: Look<T>, seconds = 60): Promise<T> {
  const patience = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > patience) throw new Error(`Waited ${seconds} seconds in vain for ${what}`);
    await wait(5);
  }
}
