const SECOND = 1_000;
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400 * SECOND],
  ['hour', 3_600 * SECOND],
  ['minute', 60 * SECOND],
  ['second', SECOND],
];

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** How long ago, or from now, in its largest unit. Within five seconds it is "just now". */
export function relativeTime(at: string, now: number): string {
  const away = Date.parse(at) - now;
  if (Math.abs(away) < 5 * SECOND) return 'just now';
  const [unit, length] = UNITS.find(([, size]) => Math.abs(away) >= size) ?? UNITS[3]!;
  return words.format(Math.trunc(away / length), unit);
}

/** Made once: making it takes longer than using it a hundred times. */
const exact = new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'short', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, timeZoneName: 'short' });

/** To the millisecond, here or in UTC. */
export function exactTime(at: string, utc: boolean): string {
  const moment = new Date(at);
  if (utc) return moment.toISOString().replace('T', ' ').replace('Z', ' UTC');
  return exact.format(moment);
}

/** A length of time in at most two units: "2 h 5 min". */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

const grouped = new Intl.NumberFormat('en', { useGrouping: true });

/** How large a number is, with a space between thousands. */
export const count = (value: number): string => grouped.format(value).replaceAll(',', ' ');
