import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Icon } from './icon.js';

interface EmptyProps {
  icon: string;
  title: string;
  /** What would be here, and how it comes here. */
  children: ReactNode;
  action?: ReactNode;
}

/** Where there is nothing yet: what this place is for, and the next thing to do. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <Stack spacing={1} sx={{ alignItems: 'center', textAlign: 'center', px: 2, py: 5, mx: 'auto', maxWidth: 520 }}>
      <Icon path={icon} sx={{ fontSize: 40, color: 'text.secondary', opacity: 0.7 }} />
      <Typography variant="h3" component="p">
        {title}
      </Typography>
      <Typography variant="body2" color="textSecondary" component="div">
        {children}
      </Typography>
      {action}
    </Stack>
  );
}
