import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReactNode } from 'react';

interface QueueTableProps {
  label: string;
  heads: readonly string[];
  /** Those of figures, which stand at the right. */
  figures?: readonly string[];
  children: ReactNode;
}

/** A table with a name, which scrolls by itself where there is no room for it. */
export const QueueTable = ({ label, heads, figures = [], children }: QueueTableProps) => (
  <TableContainer tabIndex={0} role="region" aria-label={label} sx={{ maxHeight: 420 }}>
    <Table size="small" stickyHeader>
      <TableHead>
        <TableRow>
          {heads.map((head) => (
            <TableCell key={head} align={figures.includes(head) ? 'right' : 'left'}>
              {head}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>{children}</TableBody>
    </Table>
  </TableContainer>
);
