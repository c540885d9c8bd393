import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../api/client.js';
import { useAnnounce } from '../look/announcements.js';
import { ConfirmDialog } from '../look/confirm-dialog.js';
import { count } from '../look/format-time.js';

type Replay = Schemas['Replay'];

/** Which letters: these, or all open ones that the filter lets through. */
export type Which = { ids: string[] } | { all: true; reason?: string; deviceId?: string };

interface ReplayDialogProps {
  which: Which;
  onClose(): void;
  onDone(): void | Promise<void>;
}

const AT_ONCE = 200;

const ask = (which: Which, more: { dryRun?: boolean; cursor?: string }): Promise<Replay> => answer(api.POST('/api/v1/dead-letters/replay', { body: { limit: AT_ONCE, dryRun: false, ...which, ...more } }));

/** Counts first what would be replayed, then does it, a few hundred at a time, and says how far it is. */
export function ReplayDialog({ which, onClose, onDone }: ReplayDialogProps) {
  const announce = useAnnounce();
  const [tried, setTried] = useState(0);
  const [failed, setFailed] = useState<Replay['failed']>([]);
  const dry = useQuery({ queryKey: ['dead-letters', 'dry-run', JSON.stringify(which)], queryFn: () => ask(which, { dryRun: true }), gcTime: 0 });
  const replay = useMutation({
    mutationFn: async () => {
      const total = { replayed: 0, failed: [] as Replay['failed'] };
      let cursor: string | null = null;
      do {
        const part: Replay = await ask(which, cursor === null ? {} : { cursor });
        total.replayed += part.replayed;
        total.failed.push(...part.failed);
        setTried(total.replayed + total.failed.length);
        cursor = part.next;
      } while (cursor !== null);
      return total;
    },
    onSuccess: async (total) => {
      announce(`${count(total.replayed)} replayed${total.failed.length > 0 ? `, ${count(total.failed.length)} stay open` : ''}.`, total.failed.length > 0 ? 'info' : 'success');
      if (total.failed.length > 0) setFailed(total.failed);
      else await onDone();
    },
  });
  const matched = dry.data?.matched ?? 0;
  const over = replay.isSuccess;
  return (
    <ConfirmDialog
      open
      title="Replay dead letters"
      deed={over ? 'Done' : dry.data ? `Replay ${count(matched)}` : 'Replay'}
      pending={replay.isPending || dry.isPending}
      error={dry.error ?? replay.error}
      onConfirm={() => (over ? void onDone() : replay.mutate())}
      onClose={onClose}
    >
      {!over && (
        <Typography>
          {dry.data ? `${count(matched)} ${matched === 1 ? 'letter goes' : 'letters go'} through the same door again: ${matched === 1 ? 'an event' : 'events'} as ${matched === 1 ? 'it' : 'they'} came in, a device that was given up is woken.` : 'Counting…'} What cannot be read still comes back here, counted once more.
        </Typography>
      )}
      {replay.isPending && <LinearProgress aria-label="Letters replayed" variant="determinate" value={matched === 0 ? 0 : Math.min(100, (100 * tried) / matched)} />}
      {failed.length > 0 && (
        <Alert severity="warning" role="alert">
          These stay open:
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {failed.slice(0, 20).map(({ id, detail, reason }) => (
              <li key={id}>
                Letter {id}: {detail || reason}
              </li>
            ))}
          </Box>
        </Alert>
      )}
    </ConfirmDialog>
  );
}
