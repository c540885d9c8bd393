import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import { useId, type ReactNode } from 'react';
import { ProblemAlert } from './problem-alert.js';

interface ConfirmDialogProps {
  open: boolean;
  title: string;
  /** What will come of it. */
  children: ReactNode;
  /** What the button says: the deed, not "OK". */
  deed: string;
  danger?: boolean;
  pending?: boolean;
  error?: unknown;
  onConfirm(): void;
  onClose(): void;
}

/** Asks once more before something that is not easily undone. */
export function ConfirmDialog({ open, title, children, deed, danger = false, pending = false, error, onConfirm, onClose }: ConfirmDialogProps) {
  const heading = useId();
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby={heading} fullWidth maxWidth="sm">
      <DialogTitle id={heading}>{title}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          {children}
          {error ? <ProblemAlert error={error} /> : null}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          Cancel
        </Button>
        <Button variant="contained" color={danger ? 'error' : 'primary'} loading={pending} onClick={onConfirm}>
          {deed}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
