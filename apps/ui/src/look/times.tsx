import Tooltip from '@mui/material/Tooltip';
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { exactTime, relativeTime } from './format-time.js';

const KEPT_AS = 'lockstep-utc';
const TICK_MS = 15_000;

interface Times {
  utc: boolean;
  setUtc(utc: boolean): void;
  now: number;
}

const TimesContext = createContext<Times>({ utc: false, setUtc: () => undefined, now: Date.now() });

export const useTimes = (): Times => use(TimesContext);

/** One clock for all times on a page, and whether they are told in UTC; the browser remembers that. */
export function TimesProvider({ children }: { children: ReactNode }) {
  const [utc, remember] = useState(() => localStorage.getItem(KEPT_AS) === 'yes');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const setUtc = useCallback((wanted: boolean) => {
    localStorage.setItem(KEPT_AS, wanted ? 'yes' : 'no');
    remember(wanted);
  }, []);
  const times = useMemo(() => ({ utc, setUtc, now }), [utc, setUtc, now]);
  return <TimesContext value={times}>{children}</TimesContext>;
}

/** A moment as "5 minutes ago", exactly on hover; or exactly at once. `plain` leaves what hovering shows to the browser, for lists of many. */
export function Time({ at, exact = false, plain = false }: { at: string; exact?: boolean; plain?: boolean }) {
  const { utc, now } = useTimes();
  const full = exactTime(at, utc);
  if (exact) return <time dateTime={at}>{full}</time>;
  const relative = relativeTime(at, Math.max(now, Date.now() - TICK_MS));
  if (plain) return <time dateTime={at} title={full}>{relative}</time>;
  return (
    <Tooltip title={full}>
      <time dateTime={at}>{relative}</time>
    </Tooltip>
  );
}
