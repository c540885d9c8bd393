import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Names and what stands behind them. */
export const Facts = ({ children }: { children: ReactNode }) => (
  <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: { xs: 'minmax(96px, max-content) 1fr', sm: 'max-content 1fr' }, columnGap: 3, rowGap: 1.125, fontSize: '0.875rem' }}>
    {children}
  </Box>
);

export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <Box component="dt" sx={{ color: 'text.secondary' }}>
      {name}
    </Box>
    <Box component="dd" sx={{ m: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
      {children}
    </Box>
  </>
);
