import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { mdiHistory, mdiUndo } from '@mdi/js';
import { useState, type ToggleEvent } from 'react';
import { ActionButton } from '../look/action-button.js';
import { useAnnounce } from '../look/announcements.js';
import { ConfirmDialog } from '../look/confirm-dialog.js';
import { Empty } from '../look/empty.js';
import { Icon } from '../look/icon.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Time } from '../look/times.js';
import type { WhyNot } from '../session/may.js';
import { ChangeTable } from './change-table.js';
import type { Edit } from './read-history.js';
import type { TwinAddress } from './twin-address.js';
import { useTwinHistory, useUndo } from './use-twin.js';

const STATES: Readonly<Record<string, string>> = { begun: 'On its way', refused: 'Refused by the hub', unknown: 'Nobody knows whether it took effect' };

/** Who changed desired and tags through Lockstep, when and how, and the way back. */
export function HistoryPanel({ address, mayNotWrite }: { address: TwinAddress; mayNotWrite: WhyNot }) {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTwinHistory(address);
  const [undoing, setUndoing] = useState<Edit | null>(null);
  const announce = useAnnounce();
  const undo = useUndo(address);
  const close = () => {
    setUndoing(null);
    undo.reset();
  };
  const edits = data?.pages.flatMap((page) => page.edits) ?? [];
  return (
    <Panel title="History" about="What was changed through Lockstep, the latest first.">
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && !error && <LoadingLines />}
      {data && edits.length === 0 && (
        <Empty icon={mdiHistory} title="Nobody changed this twin yet">
          Each edit appears here with its differences, and can be taken back.
        </Empty>
      )}
      <Stack component="ol" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {edits.map((edit) => (
          <EditLine key={edit.id} edit={edit} mayNotWrite={mayNotWrite} onUndo={() => setUndoing(edit)} />
        ))}
      </Stack>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage} sx={{ mt: 2 }}>
          Load older edits
        </Button>
      )}
      {undoing && (
        <ConfirmDialog
          open
          title="Take this edit back?"
          deed="Undo the edit"
          pending={undo.isPending}
          error={undo.error}
          onClose={close}
          onConfirm={() =>
            undo.mutate(undoing.id, {
              onSuccess: () => {
                close();
                announce(`Took back what ${undoing.by} changed.`);
              },
            })
          }
        >
          <Typography>These places become again what they were. Where somebody changed them since, nothing is done.</Typography>
          <ChangeTable changes={undoing.changes.map(({ path, before, after }) => ({ path, before: after, after: before }))} label="What the undo changes" />
        </ConfirmDialog>
      )}
    </Panel>
  );
}

function EditLine({ edit, mayNotWrite, onUndo }: { edit: Edit; mayNotWrite: WhyNot; onUndo(): void }) {
  const [open, setOpen] = useState(false);
  const places = edit.changes.length;
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', alignItems: 'start', gap: 1, border: 1, borderColor: 'divider', borderRadius: 1, px: 2, py: 1, '& > button': { justifySelf: 'end' } }}>
      <Box component="details" onToggle={(event: ToggleEvent<HTMLDetailsElement>) => setOpen(event.currentTarget.open)} sx={{ minWidth: 0, gridColumn: open ? { xs: '1 / -1', sm: 'auto' } : 'auto', '& summary': { cursor: 'pointer', py: 0.5 } }}>
        <summary>
          <strong>{edit.by}</strong> {edit.kind === 'undo' ? 'took an edit back' : 'edited'} {places} {places === 1 ? 'place' : 'places'} <Time at={edit.at} />{' '}
          {edit.state !== 'done' && <Chip size="small" color={edit.state === 'begun' ? 'default' : 'warning'} variant="outlined" label={STATES[edit.state] ?? edit.state} />}
        </summary>
        {open && <ChangeTable changes={edit.changes} label={`What ${edit.by} changed`} />}
      </Box>
      {edit.state === 'done' && (
        <ActionButton color="inherit" startIcon={<Icon path={mdiUndo} />} whyNot={mayNotWrite} onClick={onUndo}>
          Undo
        </ActionButton>
      )}
    </Box>
  );
}
