import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { useId, type ReactNode } from 'react';
import { ProblemAlert } from './problem-alert.js';

interface FormDialogProps {
  title: string;
  deed: string;
  children: ReactNode;
  pending: boolean;
  error: unknown;
  onSubmit(): void;
  onClose(): void;
}

/** A few fields and one deed. */
export function FormDialog({ title, deed, children, pending, error, onSubmit, onClose }: FormDialogProps) {
  const heading = useId();
  return (
    <Dialog open onClose={(_event, reason) => reason === 'escapeKeyDown' && onClose()} fullWidth maxWidth="sm" aria-labelledby={heading}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <DialogTitle id={heading}>{title}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            {children}
            {error ? <ProblemAlert error={error} /> : null}
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" loading={pending}>
            {deed}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
