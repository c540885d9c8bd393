import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { ProblemAlert } from '../look/problem-alert.js';
import { Time } from '../look/times.js';
import type { WhyNot } from '../session/may.js';
import { PARTS, checkPart } from './check-part.js';
import type { Draft } from './draft.js';
import { EditPanel } from './edit-panel.js';
import { MergeDialog } from './merge-dialog.js';
import { ReviewDialog } from './review-dialog.js';
import { OtherDrafts } from './other-drafts.js';
import type { Editing } from './use-editing.js';

interface TwinDraftProps {
  /** Of the twin. */
  name: string;
  editing: Editing;
  mayNotWrite: WhyNot;
}

/** The edit that somebody has of a twin, with what they have to know of it, and what else the browser keeps. */
export function TwinDraft({ name, editing, mayNotWrite }: TwinDraftProps) {
  const { draft, over } = editing;
  if (!draft) return <OtherDrafts editing={editing} />;
  const canBeRead = isReadable(draft);
  return (
    <>
      {editing.restored && (
        <Alert severity="info">
          This browser kept the edit that you began <Time at={draft.at} />. Save it, or drop it with Cancel.
        </Alert>
      )}
      <OtherDrafts editing={editing} />
      {editing.unkept && <Alert severity="warning">This browser does not keep your edit: do not leave this page before you have saved it.</Alert>}
      {mayNotWrite && <Alert severity="warning">It cannot be saved: {mayNotWrite}</Alert>}
      {editing.changedMeanwhile && (
        <Alert
          severity="warning"
          role="status"
          action={
            <Button color="inherit" disabled={!canBeRead} onClick={editing.merge}>
              Compare and merge
            </Button>
          }
        >
          Changed on the hub since you began. Your edit is as it was; {canBeRead ? 'bring the two together before you save.' : 'mend what is marked, then bring the two together.'}
        </Alert>
      )}
      {!over && editing.error ? <ProblemAlert error={editing.error} /> : null}
      <EditPanel draft={draft} onText={editing.write} onReview={editing.review} onDrop={editing.drop} />
      {over?.what === 'review' && <ReviewDialog name={name} draft={draft} pending={editing.pending} error={editing.error} onSave={editing.save} onClose={editing.close} />}
      {over?.what === 'merge' && canBeRead && <MergeDialog draft={draft} theirs={over.theirs} onMerged={(texts) => editing.merged(over.theirs, texts)} onClose={editing.close} />}
    </>
  );
}

const isReadable = ({ texts }: Draft): boolean => PARTS.every((part) => checkPart(part, texts[part], null).node !== null);
