import { argumentInvalid } from '../http/hub-error.js';

/**
 * How many the parameter `top` asks for; without it, or outside of 1 to `most`, as many as the service gives.
 * Throws 400 ArgumentInvalid for what is no number. Source: the service's REST description.
 */
export function readTop(top: string | null, most: number): number {
  if (top === null) return most;
  if (!/^-?\d+$/.test(top)) throw argumentInvalid('top must be a number.');
  const wanted = Number(top);
  return wanted >= 1 && wanted <= most ? wanted : most;
}
