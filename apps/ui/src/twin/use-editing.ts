import { useMemo, useState } from 'react';
import { isProblem } from '../api/problem.js';
import { useAnnounce } from '../look/announcements.js';
import { useMe } from '../session/session.js';
import type { Part } from './check-part.js';
import { draftOf, type Draft } from './draft.js';
import type { Twin } from './read-twin.js';
import { useDraft } from './use-draft.js';
import { nameOf, type TwinAddress } from './twin-address.js';
import { useSaveTwin, type Saving, type useTwin } from './use-twin.js';

/** What is open over the editor: what will change, or how to bring two edits together. */
type Over = { what: 'review' } | { what: 'merge'; theirs: Twin } | null;

export type Editing = ReturnType<typeof useEditing>;

/** The edit that the one who is signed in has of a twin, from its beginning until it is saved or dropped. */
export function useEditing(address: TwinAddress, { data: twin, refetch }: ReturnType<typeof useTwin>) {
  const { name } = useMe();
  const announce = useAnnounce();
  const { draft, restored, unkept, others, keep, take, forget } = useDraft(name, nameOf(address));
  const [over, setOver] = useState<Over>(null);
  const saving = useSaveTwin(address);
  const [mergeError, setMergeError] = useState<unknown>(null);

  const drop = () => {
    keep(null);
    setOver(null);
    saving.reset();
  };
  const merge = async () => {
    setMergeError(null);
    const { data: theirs, error } = await refetch();
    if (error || !theirs) setMergeError(error);
    else setOver({ what: 'merge', theirs });
  };
  const save = (wanted: Saving) =>
    saving.mutate(wanted, {
      onSuccess: () => {
        drop();
        announce(`Saved the twin of ${nameOf(address)}.`);
      },
      onError: (error) => {
        if (isProblem(error, 'twin-is-stale')) void merge();
      },
    });

  // An answer of ours is no news: only a twin that is another than the one the draft was made for.
  const changedMeanwhile = useMemo(() => Boolean(draft && twin && twin.etag !== draft.etag && !saving.isPending), [draft, twin, saving.isPending]);

  return {
    draft,
    restored,
    unkept,
    others,
    take,
    forget,
    over,
    changedMeanwhile,
    pending: saving.isPending,
    error: isProblem(saving.error, 'twin-is-stale') ? mergeError : (saving.error ?? mergeError),
    begin: () => twin && keep(draftOf(twin)),
    write: (part: Part, text: string) => draft && keep({ ...draft, texts: { ...draft.texts, [part]: text } }),
    review: () => {
      saving.reset();
      setOver({ what: 'review' });
    },
    close: () => setOver(null),
    merge: () => void merge(),
    merged: (theirs: Twin, texts: Draft['texts']) => {
      saving.reset();
      keep(draftOf(theirs, texts));
      setOver(null);
      announce('Your edit stands upon the twin as it is now. Review it, then save.', 'info');
    },
    save,
    drop,
  };
}
