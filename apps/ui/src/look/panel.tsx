import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

interface PanelProps {
  title: string;
  /** One sentence on what this is. */
  about?: ReactNode;
  actions?: ReactNode;
  /** Without room around it, for a table. */
  flush?: boolean;
  children: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Panel({ title, about, actions, flush = false, children }: PanelProps) {
  const heading = useId();
  return (
    <Paper component="section" variant="outlined" aria-labelledby={heading} sx={{ overflow: 'hidden', minWidth: 0 }}>
      <Stack direction="row" spacing={2} sx={{ px: 2.5, pt: 2, pb: flush ? 1.5 : 0, alignItems: 'flex-start', justifyContent: 'space-between', flexWrap: 'wrap', rowGap: 1 }}>
        <Box sx={{ minWidth: 0, flex: '1 1 280px' }}>
          <Typography id={heading} variant="h2">
            {title}
          </Typography>
          {about && (
            <Typography variant="body2" color="textSecondary" component="div" sx={{ mt: 0.25 }}>
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
      <Box sx={flush ? undefined : { px: 2.5, pt: 1.5, pb: 2.5 }}>{children}</Box>
    </Paper>
  );
}
