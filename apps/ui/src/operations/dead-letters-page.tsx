import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { mdiEmailCheckOutline, mdiReplay } from '@mdi/js';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import Chip from '@mui/material/Chip';
import { useSearchParams } from 'react-router';
import { ActionButton } from '../look/action-button.js';
import { Empty } from '../look/empty.js';
import { Icon } from '../look/icon.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Refused } from '../look/refused.js';
import { useWhyNot } from '../session/may.js';
import { LetterDialog } from './letter-dialog.js';
import { LetterTable } from './letter-table.js';
import { ReplayDialog, type Which } from './replay-dialog.js';
import { useDeadLetters, type LetterFilter, type LetterState } from './use-dead-letters.js';

/** What could not be read, and devices that were given up: read it, replay it, or put it aside. */
export function DeadLettersPage() {
  const hidden = useWhyNot('device:read', { everywhere: true });
  const whyNot = useWhyNot('deadletter:replay');
  const client = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const filter: LetterFilter = { state: (search.get('state') ?? 'open') as LetterState, reason: search.get('reason') ?? '', deviceId: search.get('deviceId') ?? '' };
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<string | null>(null);
  const [replaying, setReplaying] = useState<Which | null>(null);
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useDeadLetters(filter, hidden === null);
  if (hidden !== null) return <Refused whyNot={hidden} />;

  const letters = data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (name: keyof LetterFilter, value: string) => {
    setChosen(new Set());
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    }, { replace: true });
  };
  const done = async () => {
    setReplaying(null);
    setOpened(null);
    setChosen(new Set());
    await client.invalidateQueries();
  };
  const all: Which = { all: true, ...(filter.reason !== '' && { reason: filter.reason }), ...(filter.deviceId !== '' && { deviceId: filter.deviceId }) };

  return (
    <Stack spacing={2.5}>
      <Stack component="search" direction="row" spacing={1.5} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <ToggleButtonGroup exclusive size="small" aria-label="Which letters" value={filter.state} onChange={(_event, state: LetterState | null) => state && change('state', state === 'open' ? '' : state)}>
          {(['open', 'answered', 'all'] as const).map((state) => (
            <ToggleButton key={state} value={state} sx={{ px: 2, textTransform: 'capitalize' }}>
              {state}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {filter.reason !== '' && <Chip label={`Reason: ${filter.reason}`} onDelete={() => change('reason', '')} />}
        {filter.deviceId !== '' && <Chip label={`Device: ${filter.deviceId}`} onDelete={() => change('deviceId', '')} />}
      </Stack>
      <Panel
        flush
        title="Dead letters"
        about="Nothing that came in is thrown away: what could not be read or done waits here, with the bytes it came in."
        actions={
          <>
            <ActionButton variant="contained" whyNot={whyNot ?? (chosen.size === 0 ? 'Choose letters in the list first.' : null)} startIcon={<Icon path={mdiReplay} />} onClick={() => setReplaying({ ids: [...chosen] })}>
              Replay {chosen.size > 0 ? `${chosen.size} chosen` : 'chosen'}
            </ActionButton>
            <ActionButton whyNot={whyNot ?? (letters.some(({ answer }) => answer === null) ? null : 'No letter is open.')} onClick={() => setReplaying(all)}>
              Replay all open…
            </ActionButton>
          </>
        }
      >
        {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
        {isPending && !error && <LoadingLines />}
        {!isPending && !error && letters.length === 0 && (
          <Empty icon={mdiEmailCheckOutline} title={filter.state === 'open' ? 'No letter waits for you' : 'No letter passes these filters'}>
            An event that cannot be read, and a device that was given up, come here. Replayed, they go through the same door again.
          </Empty>
        )}
        {letters.length > 0 && <LetterTable letters={letters} chosen={chosen} onChoose={setChosen} onOpen={setOpened} onFilter={change} />}
        {hasNextPage && (
          <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage} sx={{ m: 2 }}>
            Load more
          </Button>
        )}
      </Panel>
      {opened !== null && <LetterDialog letterId={opened} onClose={() => setOpened(null)} onReplay={() => setReplaying({ ids: [opened] })} onDone={done} />}
      {replaying && <ReplayDialog which={replaying} onClose={() => setReplaying(null)} onDone={done} />}
    </Stack>
  );
}
