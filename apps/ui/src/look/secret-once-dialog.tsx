import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.js';
import { MONO } from './theme.js';

interface SecretOnceDialogProps {
  title: string;
  /** What to put where. Each is shown with a button that copies it. */
  lines: readonly { name: string; text: string }[];
  children: ReactNode;
  onClose(): void;
}

/** A secret that is shown this once. It does not close by accident. */
export function SecretOnceDialog({ title, lines, children, onClose }: SecretOnceDialogProps) {
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="secret-once">
      <DialogTitle id="secret-once">{title}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Alert severity="warning">Nobody can read this secret again, here or anywhere. Copy it now.</Alert>
          {lines.map(({ name, text }) => (
            <div key={name}>
              <Typography variant="caption" color="textSecondary">
                {name}
              </Typography>
              <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', bgcolor: 'background.sunken', border: 1, borderColor: 'divider', borderRadius: 1, pl: 1.5, pr: 0.5, py: 0.5 }}>
                <Box component="code" sx={{ flex: 1, fontFamily: MONO, overflowWrap: 'anywhere', py: 0.5 }}>
                  {text}
                </Box>
                <CopyButton text={text} what={name.toLowerCase()} />
              </Box>
            </div>
          ))}
          <Typography variant="body2" color="textSecondary" component="div">
            {children}
          </Typography>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose} autoFocus>
          I have copied it
        </Button>
      </DialogActions>
    </Dialog>
  );
}
