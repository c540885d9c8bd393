import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useEffect } from 'react';
import { SignInForm } from './sign-in-form.js';

interface SignInDialogProps {
  open: boolean;
  who: string;
  onSignedIn(): void | Promise<void>;
}

/** Over what is shown, when the session ended. It cannot be closed: nothing below it would work. */
export function SignInDialog({ open, who, onSignedIn }: SignInDialogProps) {
  useEffect(() => {
    if (!open) return;
    // Somebody who signed in within another tab comes back to this one.
    const look = () => void onSignedIn();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [open, onSignedIn]);
  return (
    <Dialog open={open} fullWidth maxWidth="xs" aria-labelledby="sign-in-again">
      <DialogTitle id="sign-in-again">Sign in again</DialogTitle>
      <DialogContent>
        <Typography color="textSecondary" sx={{ mb: 2.5 }}>
          The session of {who} has ended. What you typed is still here; sign in and go on.
        </Typography>
        {open && <SignInForm keepPage onSignedIn={onSignedIn} />}
      </DialogContent>
    </Dialog>
  );
}
