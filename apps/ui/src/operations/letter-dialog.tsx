import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../api/client.js';
import { ActionButton } from '../look/action-button.js';
import { useAnnounce } from '../look/announcements.js';
import { CopyButton } from '../look/copy-button.js';
import { Fact, Facts } from '../look/facts.js';
import { LoadingLines } from '../look/loading.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { MONO } from '../look/theme.js';
import { Time } from '../look/times.js';
import { useWhyNot } from '../session/may.js';

interface LetterDialogProps {
  letterId: string;
  onClose(): void;
  onReplay(): void;
  onDone(): void | Promise<void>;
}

/** One dead letter with the bytes that it came in. */
export function LetterDialog({ letterId, onClose, onReplay, onDone }: LetterDialogProps) {
  const whyNot = useWhyNot('deadletter:replay');
  const announce = useAnnounce();
  const [reason, setReason] = useState<string | null>(null);
  const path = { letterId };
  const { data: letter, error } = useQuery({ queryKey: ['dead-letters', 'one', letterId], queryFn: () => answer(api.GET('/api/v1/dead-letters/{letterId}', { params: { path } })) });
  const dismiss = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/dead-letters/{letterId}/dismiss', { params: { path }, body: { reason: reason?.trim() ?? '' } })),
    onSuccess: async () => {
      announce('The letter is put aside.');
      await onDone();
    },
  });
  const closed = letter?.answer ? 'It was answered already.' : null;
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="letter">
      <DialogTitle id="letter">Dead letter {letterId}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          {error && <ProblemAlert error={error} />}
          {!letter && !error && <LoadingLines />}
          {letter && (
            <>
              <Typography>{letter.why}</Typography>
              <Facts>
                <Fact name="Device">{letter.deviceId ?? 'Could not be read'}</Fact>
                <Fact name="Source">{letter.sourceId}</Fact>
                <Fact name="Reason">
                  <code>{letter.reason}</code>
                </Fact>
                <Fact name="Came">
                  {letter.attempts === 1 ? 'once' : `${letter.attempts} times`}, first <Time at={letter.firstAt} exact />, last <Time at={letter.lastAt} exact />
                </Fact>
                {letter.answer && (
                  <Fact name="Answered">
                    {letter.answer.how} by {letter.answer.by} <Time at={letter.answer.at} />
                    {letter.answer.note && `: ${letter.answer.note}`}
                  </Fact>
                )}
              </Facts>
              {letter.raw && <RawBody raw={letter.raw} />}
            </>
          )}
          {reason !== null && <TextField autoFocus label="Why nothing is to be done about it" value={reason} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: 500 } }} />}
          {dismiss.isError && <ProblemAlert error={dismiss.error} />}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
        {reason === null ? (
          <ActionButton whyNot={whyNot ?? closed} onClick={() => setReason('')}>
            Put aside…
          </ActionButton>
        ) : (
          <ActionButton whyNot={reason.trim() === '' ? 'Say why first.' : null} loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
            Put aside
          </ActionButton>
        )}
        <ActionButton variant="contained" whyNot={whyNot ?? closed} onClick={onReplay}>
          Replay…
        </ActionButton>
      </DialogActions>
    </Dialog>
  );
}

const RawBody = ({ raw: { content, encoding, bytes, truncated } }: { raw: Schemas['ShownBytes'] }) => (
  <div>
    <Typography variant="caption" color="textSecondary">
      As it came in: {bytes} bytes{encoding === 'base64' && ', shown as base64'}
      {truncated && ', of which the first are shown'} <CopyButton text={content} what="raw body" />
    </Typography>
    <Box component="pre" tabIndex={0} aria-label="Raw body" sx={{ m: 0, p: 1.5, maxHeight: 320, overflow: 'auto', bgcolor: 'background.sunken', border: 1, borderColor: 'divider', borderRadius: 1, fontFamily: MONO, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {content}
    </Box>
  </div>
);
