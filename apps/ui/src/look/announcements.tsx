import Alert from '@mui/material/Alert';
import Snackbar from '@mui/material/Snackbar';
import { createContext, use, useCallback, useState, type ReactNode } from 'react';

type Tone = 'success' | 'error' | 'info';
type Announce = (sentence: string, tone?: Tone) => void;

const AnnounceContext = createContext<Announce>(() => undefined);

/** Tells what came of something: shown for a while, and read out. */
export const useAnnounce = (): Announce => use(AnnounceContext);

const SHOWN_MS = 6_000;

export function Announcements({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ sentence: string; tone: Tone; id: number } | null>(null);
  const [open, setOpen] = useState(false);
  const announce = useCallback<Announce>((sentence, tone = 'success') => {
    setShown((before) => ({ sentence, tone, id: (before?.id ?? 0) + 1 }));
    setOpen(true);
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <Snackbar
        key={shown?.id}
        open={open}
        autoHideDuration={SHOWN_MS}
        onClose={(_event, reason) => reason !== 'clickaway' && setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      >
        <Alert severity={shown?.tone ?? 'info'} role="status" variant="filled" onClose={() => setOpen(false)} closeText="Close">
          {shown?.sentence}
        </Alert>
      </Snackbar>
    </AnnounceContext>
  );
}
