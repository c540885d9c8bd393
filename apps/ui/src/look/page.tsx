import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, type ReactNode } from 'react';

interface PageProps {
  title: ReactNode;
  /** Of the browser's tab, where the title is more than text. */
  name?: string;
  about?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its one heading, what it is for, what can be done, and its parts below each other. */
export function Page({ title, name, about, actions, children }: PageProps) {
  const tab = name ?? (typeof title === 'string' ? title : 'Lockstep');
  useEffect(() => {
    document.title = `${tab} · Lockstep`;
  }, [tab]);
  return (
    <Stack spacing={2.5} sx={{ maxWidth: 1320, mx: 'auto', width: '100%' }}>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'flex-start', justifyContent: 'space-between', flexWrap: 'wrap', rowGap: 1.5 }}>
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
            {title}
          </Typography>
          {about && (
            <Typography color="textSecondary" component="div" sx={{ mt: 0.5, maxWidth: 760 }}>
              {about}
            </Typography>
          )}
        </Box>
        {actions && (
          <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap', rowGap: 1 }}>
            {actions}
          </Stack>
        )}
      </Stack>
      {children}
    </Stack>
  );
}
