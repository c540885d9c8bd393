import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { ConfirmDialog } from '../look/confirm-dialog.js';
import { Time } from '../look/times.js';
import type { KeptDraft } from './draft-shelf.js';
import type { Editing } from './use-editing.js';

/** Says which other edits of this twin the browser keeps, and lets one go on with them. */
export function OtherDrafts({ editing: { draft, others, take, forget } }: { editing: Editing }) {
  const [leaving, setLeaving] = useState<KeptDraft | null>(null);
  return (
    <>
      {others.map((kept) => (
        <Alert
          key={kept.place}
          severity="info"
          action={
            draft === null && (
              <>
                <Button color="inherit" onClick={() => take(kept)}>
                  Go on with it
                </Button>
                <Button color="inherit" onClick={() => setLeaving(kept)}>
                  Forget it…
                </Button>
              </>
            )
          }
        >
          {draft === null ? 'An' : 'Another'} edit of this twin that you began <Time at={kept.draft.at} /> is kept: from another tab, or from an earlier visit.
        </Alert>
      ))}
      <ConfirmDialog
        open={leaving !== null}
        title="Forget that edit?"
        deed="Forget the edit"
        danger
        onConfirm={() => {
          if (leaving) forget(leaving);
          setLeaving(null);
        }}
        onClose={() => setLeaving(null)}
      >
        <Typography>What was changed in it is forgotten. A tab that still has it open keeps it.</Typography>
      </ConfirmDialog>
    </>
  );
}
