import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { DraftShelf, type KeptDraft } from './draft-shelf.js';
import type { Draft } from './draft.js';

/**
 * The draft that this tab has of a twin. The browser keeps it with every key that is pressed, until it is saved or dropped: no
 * reload and no end of a session loses it. `restored` says that it was kept from before; `unkept` that the browser keeps nothing;
 * `others` are the drafts of other tabs and of earlier visits.
 */
export function useDraft(who: string, twin: string) {
  const shelf = useMemo(() => new DraftShelf(who, twin, localStorage, sessionStorage), [who, twin]);
  const [draft, setDraft] = useState(() => shelf.read());
  const [others, setOthers] = useState(() => shelf.others());
  const [restored, setRestored] = useState(draft !== null);
  const [unkept, setUnkept] = useState(false);
  const latest = useRef(draft);

  const attempt = useCallback((store: () => void) => {
    try {
      store();
      setUnkept(false);
    } catch {
      setUnkept(true);
    }
    setOthers(shelf.others());
  }, [shelf]);
  const hold = useCallback((next: Draft | null, wasKept: boolean) => {
    latest.current = next;
    setRestored(wasKept);
    setDraft(next);
  }, []);

  useEffect(() => {
    const listen = ({ key, storageArea }: StorageEvent) => {
      if (storageArea === localStorage) attempt(() => shelf.changedElsewhere(key, latest.current));
    };
    addEventListener('storage', listen);
    // It may have been drawn long before somebody came.
    setOthers((shown) => {
      const now = shelf.others();
      return shown.length + now.length === 0 ? shown : now;
    });
    return () => removeEventListener('storage', listen);
  }, [shelf, attempt]);

  const keep = useCallback((next: Draft | null) => {
    attempt(() => (next ? shelf.keep(next) : shelf.drop()));
    hold(next, next !== null && restored);
  }, [shelf, attempt, hold, restored]);
  const take = (kept: KeptDraft) => {
    attempt(() => shelf.take(kept));
    hold(kept.draft, true);
  };
  const forget = (kept: KeptDraft) => attempt(() => shelf.forget(kept));
  return { draft, restored, unkept, others, keep, take, forget };
}
