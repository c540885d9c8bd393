import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMemo, useState, type ReactNode } from 'react';
import { MONO } from '../look/theme.js';
import { ChangeTable } from './change-table.js';
import { pointerOf } from './difference.js';
import type { Draft } from './draft.js';
import { JsonValue } from './json-value.js';
import { documentOf, textsOf } from './merge-draft.js';
import { mergeThree, takeYours, type Conflict } from './merge-three.js';
import type { Twin } from './read-twin.js';

interface MergeDialogProps {
  draft: Draft;
  theirs: Twin;
  /** With the texts that both sides became. */
  onMerged(texts: Draft['texts']): void;
  onClose(): void;
}

/** Somebody else changed the twin: puts the draft upon what it is now, and asks where both changed the same. */
export function MergeDialog({ draft, theirs, onMerged, onClose }: MergeDialogProps) {
  const merge = useMemo(() => mergeThree(documentOf(draft.base), documentOf(theirs), documentOf(draft.texts)), [draft, theirs]);
  const [mine, setMine] = useState<Record<string, 'theirs' | 'yours'>>({});
  const undecided = merge.conflicts.filter(({ path }) => mine[pointerOf(path)] === undefined).length;
  const finish = () => onMerged(textsOf(takeYours(merge.merged, merge.conflicts.filter(({ path }) => mine[pointerOf(path)] === 'yours')), draft.texts));
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="merge-twin">
      <DialogTitle id="merge-twin">The twin was changed on the hub</DialogTitle>
      <DialogContent>
        <Stack spacing={2.5}>
          <Typography>Nothing was saved, and your edit is still here. Below it is put upon the twin as it is now; look at it once more before you save.</Typography>
          {merge.conflicts.map((conflict) => (
            <Choice key={pointerOf(conflict.path)} conflict={conflict} value={mine[pointerOf(conflict.path)] ?? null} onChoice={(side) => setMine((before) => ({ ...before, [pointerOf(conflict.path)]: side }))} />
          ))}
          {merge.kept.length > 0 && (
            <Box>
              <Typography variant="h3">Yours alone, and kept</Typography>
              <ChangeTable changes={merge.kept} label="Your changes that meet nothing of theirs" />
            </Box>
          )}
          {merge.conflicts.length === 0 && merge.kept.length === 0 && <Typography>They made the same changes as you: there is nothing left to save.</Typography>}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Typography variant="body2" color="textSecondary" role="status" sx={{ mr: 'auto' }}>
          {undecided > 0 && `${undecided} ${undecided === 1 ? 'place is' : 'places are'} left to decide`}
        </Typography>
        <Button onClick={onClose}>Later</Button>
        <Button variant="contained" disabled={undecided > 0} onClick={finish}>
          Go on with this
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface ChoiceProps {
  conflict: Conflict;
  value: 'theirs' | 'yours' | null;
  onChoice(side: 'theirs' | 'yours'): void;
}

function Choice({ conflict: { path, base, theirs, yours }, value, onChoice }: ChoiceProps) {
  const place = pointerOf(path);
  return (
    <Box role="group" aria-label={`Conflict at ${place}`} sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 2 }}>
      <Typography variant="h3" sx={{ fontFamily: MONO, overflowWrap: 'anywhere' }}>{place}</Typography>
      <Side name="Before">
        <JsonValue node={base} />
      </Side>
      <RadioGroup aria-label={`Which one stands at ${place}`} value={value ?? ''} onChange={(_event, side) => onChoice(side as 'theirs' | 'yours')} sx={{ mt: 1, gap: 1 }}>
        <Side name={<FormControlLabel value="theirs" control={<Radio size="small" />} label="Take theirs" />}>
          <JsonValue node={theirs} />
        </Side>
        <Side name={<FormControlLabel value="yours" control={<Radio size="small" />} label="Keep yours" />}>
          <JsonValue node={yours} />
        </Side>
      </RadioGroup>
    </Box>
  );
}

const Side = ({ name, children }: { name: ReactNode; children: ReactNode }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '140px 1fr' }, alignItems: 'center', columnGap: 2, fontSize: '0.875rem' }}>
    <Box sx={{ color: 'text.secondary' }}>{name}</Box>
    <Box sx={{ minWidth: 0 }}>{children}</Box>
  </Box>
);
