import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Suspense, useId, useMemo, useRef, useState } from 'react';
import { ActionButton } from '../look/action-button.js';
import { ConfirmDialog } from '../look/confirm-dialog.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ByteMeter } from './byte-meter.js';
import { PARTS, checkPart, type Checked, type Part } from './check-part.js';
import { isChanged, type Draft } from './draft.js';
import { readJson } from './json-text.js';
import { LazyEditor } from './lazy-editor.js';

const NAMES: Readonly<Record<Part, string>> = { desired: 'Desired properties', tags: 'Tags' };

interface EditPanelProps {
  draft: Draft;
  onText(part: Part, text: string): void;
  onReview(): void;
  onDrop(): void;
}

/** Where desired and tags are written, each with its size and what is wrong with it. */
export function EditPanel({ draft, onText, onReview, onDrop }: EditPanelProps) {
  const [dropping, setDropping] = useState(false);
  const checked = useMemo(() => ({ desired: checkOf(draft, 'desired'), tags: checkOf(draft, 'tags') }), [draft]);
  const flaws = PARTS.reduce((count, part) => count + checked[part].flaws.length, 0);
  const changed = isChanged(draft);
  const whyNot = flaws > 0 ? `Mend what is marked first: ${flaws} ${flaws === 1 ? 'thing is' : 'things are'} not as the hub takes it.` : changed ? null : 'Nothing is changed yet.';
  return (
    <Panel
      title="Edit desired configuration"
      about="You see what will change before it is saved. Until then this browser keeps it."
      actions={
        <>
          <Button color="inherit" onClick={() => (changed ? setDropping(true) : onDrop())}>
            Cancel
          </Button>
          <ActionButton variant="contained" whyNot={whyNot} onClick={onReview}>
            Review and save
          </ActionButton>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 3fr) minmax(0, 2fr)' } }}>
        {PARTS.map((part) => (
          <PartEditor key={`${part} ${draft.etag} ${draft.at}`} part={part} draft={draft} checked={checked[part]} onText={onText} />
        ))}
      </Box>
      <ConfirmDialog open={dropping} title="Drop your edit?" deed="Drop the edit" danger onConfirm={onDrop} onClose={() => setDropping(false)}>
        <Typography>What you changed here is forgotten. The twin stays as it is.</Typography>
      </ConfirmDialog>
    </Panel>
  );
}

const checkOf = ({ base, texts }: Draft, part: Part): Checked => checkPart(part, texts[part], readJson(base[part]));

interface PartEditorProps {
  part: Part;
  draft: Draft;
  checked: Checked;
  onText(part: Part, text: string): void;
}

function PartEditor({ part, draft, checked, onText }: PartEditorProps) {
  const help = useId();
  const text = useRef(draft.texts[part]);
  const base = useRef(readJson(draft.base[part]));
  return (
    <Stack spacing={1} sx={{ minWidth: 0 }}>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center', justifyContent: 'space-between', flexWrap: 'wrap' }}>
        <Typography variant="h3">{NAMES[part]}</Typography>
        <ByteMeter part={part} bytes={checked.bytes} />
      </Stack>
      <Suspense fallback={<LoadingLines />}>
        <LazyEditor label={NAMES[part]} describedBy={help} text={text.current} check={(now) => checkPart(part, now, base.current).flaws} onChange={(now) => onText(part, now)} />
      </Suspense>
      <Typography id={help} variant="caption" color="textSecondary">
        Tab indents. To leave the editor by keyboard, press Escape and then Tab. F8 goes to what is wrong.
      </Typography>
      <Box role="status">
        {checked.flaws.length > 0 && (
          <Alert severity="error" role={undefined}>
            {checked.node === null && <Typography variant="body2">There was an error parsing the device twin changes, please ensure that it is valid JSON.</Typography>}
            <FlawList text={draft.texts[part]} flaws={checked.flaws} />
          </Alert>
        )}
      </Box>
    </Stack>
  );
}

const MOST_TOLD = 5;

function FlawList({ text, flaws }: { text: string; flaws: Checked['flaws'] }) {
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
      {flaws.slice(0, MOST_TOLD).map(({ from, message }, index) => (
        <li key={index}>
          Line {text.slice(0, from).split('\n').length}: {message}
        </li>
      ))}
      {flaws.length > MOST_TOLD && <li>And {flaws.length - MOST_TOLD} more.</li>}
    </Box>
  );
}
