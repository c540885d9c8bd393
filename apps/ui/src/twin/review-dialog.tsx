import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { ProblemAlert } from '../look/problem-alert.js';
import { ChangeTable } from './change-table.js';
import type { Draft } from './draft.js';
import { bodyOf, changesOf } from './plan-saving.js';
import type { Saving } from './use-twin.js';

interface ReviewDialogProps {
  /** Of the twin. */
  name: string;
  draft: Draft;
  pending: boolean;
  error: unknown;
  onSave(saving: Saving): void;
  onClose(): void;
}

/** What will change, before it does. */
export function ReviewDialog({ name, draft, pending, error, onSave, onClose }: ReviewDialogProps) {
  const [how, setHow] = useState<Saving['how']>('patch');
  const changes = useMemo(() => changesOf(draft), [draft]);
  // What is typed while a save is on its way would be dropped with the draft that was saved.
  const leave = pending ? undefined : onClose;
  return (
    <Dialog open onClose={leave} fullWidth maxWidth="md" aria-labelledby="review-twin">
      <DialogTitle id="review-twin">What will change</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography>
            {changes.length === 0
              ? 'The text is another one, but it says the same: there is nothing to save.'
              : `Saving makes ${changes.length} ${changes.length === 1 ? 'change' : 'changes'} to the twin of ${name}, unless somebody else changed it meanwhile.`}
          </Typography>
          {changes.length > 0 && <ChangeTable changes={changes} label="What will change" />}
          {changes.length > 0 && (
            <FormControl>
              <FormLabel id="how-to-save">How to save</FormLabel>
              <RadioGroup aria-labelledby="how-to-save" value={how} onChange={(_event, value) => setHow(value as Saving['how'])}>
                <FormControlLabel value="patch" control={<Radio size="small" />} label="Send only what changed (merge patch)" />
                <FormControlLabel value="replace" control={<Radio size="small" />} label="Replace each part that changed as a whole" />
              </RadioGroup>
            </FormControl>
          )}
          {error ? <ProblemAlert error={error} /> : null}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={leave} disabled={pending}>Back to the editor</Button>
        {changes.length > 0 && (
          <Button variant="contained" autoFocus loading={pending} onClick={() => onSave({ how, body: bodyOf(how, draft), etag: draft.etag })}>
            Save
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
