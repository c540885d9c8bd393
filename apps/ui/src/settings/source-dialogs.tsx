import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../api/client.js';
import { FormDialog } from '../look/form-dialog.js';

type Source = Schemas['EventSource'];
type Secret = Schemas['EventSourceWithSecret'];

export const SOURCE_KINDS: Readonly<Record<Source['kind'], string>> = { mender: 'Mender', 'standard-webhooks': 'Standard Webhooks' };

const OVERLAPS: readonly (readonly [seconds: number, words: string])[] = [
  [0, 'Not at all: it is known to others'],
  [3_600, 'One hour'],
  [86_400, 'One day'],
  [604_800, 'One week'],
];

interface DialogProps {
  onClose(): void;
  onDone(secret: Secret): void;
}

export function AddSource({ onClose, onDone }: DialogProps) {
  const [kind, setKind] = useState<Source['kind']>('mender');
  const [secret, setSecret] = useState('');
  const add = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/event-sources', { body: { kind, ...(secret.trim() !== '' && { secret: secret.trim() }) } })),
    onSuccess: onDone,
  });
  return (
    <FormDialog title="Add a source" deed="Add" pending={add.isPending} error={add.error} onSubmit={() => add.mutate()} onClose={onClose}>
      <TextField select label="Signs as" value={kind} onChange={(event) => setKind(event.target.value as Source['kind'])}>
        {Object.entries(SOURCE_KINDS).map(([value, word]) => (
          <MenuItem key={value} value={value}>
            {word}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label="Secret"
        type="password"
        autoComplete="off"
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
        helperText={`Empty: a good one is made here. ${kind === 'mender' ? 'Your own: at least 32 hexadecimal digits.' : 'Your own: whsec_ and base64 of at least 16 bytes.'}`}
      />
    </FormDialog>
  );
}

export function RotateSource({ source, onClose, onDone }: DialogProps & { source: Source }) {
  const [overlapSeconds, setOverlap] = useState(86_400);
  const rotate = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/event-sources/{id}/rotate', { params: { path: { id: source.id } }, body: { overlapSeconds } })),
    onSuccess: onDone,
  });
  return (
    <FormDialog title={`Rotate the secret of ${SOURCE_KINDS[source.kind]}`} deed="Make a new secret" pending={rotate.isPending} error={rotate.error} onSubmit={() => rotate.mutate()} onClose={onClose}>
      <Typography variant="body2" color="textSecondary">
        Both secrets are valid for a while, so no webhook is refused while you put the new one into the sender.
      </Typography>
      <TextField select label="The present secret stays valid" value={overlapSeconds} onChange={(event) => setOverlap(Number(event.target.value))}>
        {OVERLAPS.map(([seconds, words]) => (
          <MenuItem key={seconds} value={seconds}>
            {words}
          </MenuItem>
        ))}
      </TextField>
    </FormDialog>
  );
}
