import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { ReactNode } from 'react';

interface DataTableProps {
  label: string;
  /** What stands above each column. */
  heads: readonly string[];
  /** Those of figures, which stand at the right. */
  figures?: readonly string[];
  /** Those of buttons, which say themselves what they do. */
  acts?: readonly string[];
  /** Chooses all lines; each line then begins with a cell that chooses it. */
  choose?: ReactNode;
  /** Scrolls by itself where it is high. */
  limited?: boolean;
  /** Stands within something that has room of its own at its sides. */
  within?: boolean;
  /** Lines, with a cell for each head. */
  children: ReactNode;
}

/** A table with a name. Where there is no room for columns each line stands as a card: its first cell above, the others below it with their heads. */
export function DataTable({ label, heads, figures = [], acts = [], choose, limited = false, within = false, children }: DataTableProps) {
  return (
    <TableContainer tabIndex={0} role="region" aria-label={label} sx={{ ...(limited && { maxHeight: 420 }), [NARROW]: { maxHeight: 'none', ...CARDS, ...headsIn(heads, acts, choose ? 2 : 1, within ? HEAD_WITHIN_PX : HEAD_PX), ...(within && NO_ROOM) } }}>
      <Table size="small" stickyHeader={limited}>
        <TableHead>
          <TableRow>
            {choose && <TableCell padding="checkbox">{choose}</TableCell>}
            {heads.map((head) => (
              <TableCell key={head} align={figures.includes(head) || acts.includes(head) ? 'right' : 'left'}>
                {head}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>{children}</TableBody>
      </Table>
    </TableContainer>
  );
}

const NARROW = '@media (max-width: 699.95px)';
const HEAD_PX = 104;
const HEAD_WITHIN_PX = 64;
const NO_ROOM = { '& .MuiTableBody-root > .MuiTableRow-root': { paddingInline: 0 } };

/** A class is said again where a rule has to be stronger than one of the theme. */
const CARDS = {
  '& .MuiTable-root, & .MuiTableHead-root, & .MuiTableBody-root': { display: 'block' },
  '& .MuiTableRow-root': { display: 'grid', gap: '6px', position: 'relative', padding: '12px 20px', borderBottom: '1px solid var(--mui-palette-divider)' },
  '& .MuiTableBody-root > .MuiTableRow-root:last-of-type': { borderBottom: 0 },
  '& .MuiTableHead-root > .MuiTableRow-root': { padding: 0 },
  '& .MuiTableCell-root.MuiTableCell-root.MuiTableCell-root.MuiTableCell-root': { display: 'block', position: 'relative', border: 0, padding: 0, minWidth: 0, width: 'auto', textAlign: 'left', whiteSpace: 'normal', overflowWrap: 'anywhere' },
  '& .MuiTableCell-root.MuiTableCell-root .MuiStack-root': { justifyContent: 'flex-start', flexWrap: 'wrap' },
  '& .MuiTableHead-root .MuiTableCell-head.MuiTableCell-head.MuiTableCell-head.MuiTableCell-head:not(.MuiTableCell-paddingCheckbox)': { display: 'none' },
  '& .MuiTableCell-head.MuiTableCell-paddingCheckbox.MuiTableCell-root.MuiTableCell-root.MuiTableCell-root': { padding: '2px 11px', borderBottom: '1px solid var(--mui-palette-divider)' },
  '& .MuiTableCell-head.MuiTableCell-paddingCheckbox::after': { content: '"Choose all"', marginLeft: '4px' },
  '& .MuiTableCell-body.MuiTableCell-paddingCheckbox.MuiTableCell-root.MuiTableCell-root.MuiTableCell-root': { position: 'absolute', right: 8, top: 4, zIndex: 1 },
  '& .MuiTableCell-body.MuiTableCell-paddingCheckbox + .MuiTableCell-root.MuiTableCell-root.MuiTableCell-root.MuiTableCell-root': { paddingRight: '40px' },
};

/** The head of each cell of a card but the first, `first` counted from 1, in a column of so many pixels. */
function headsIn(heads: readonly string[], acts: readonly string[], first: number, px: number) {
  const cellAt = (index: number) => `& .MuiTableBody-root > .MuiTableRow-root > .MuiTableCell-root.MuiTableCell-root:nth-child(${index + first})`;
  const told = heads.map((head, index) => [head, cellAt(index)] as const).filter(([head], index) => index > 0 && !acts.includes(head));
  return Object.fromEntries([
    [cellAt(0), { fontWeight: 600 }] as const,
    ...told.flatMap(([head, cell]) => [
      [cell, { paddingLeft: `${px}px` }],
      [`${cell}::before`, { content: JSON.stringify(head), position: 'absolute', left: 0, width: `${px - 12}px`, color: 'var(--mui-palette-text-secondary)', fontSize: '0.8125rem', fontWeight: 400 }],
    ] as const),
  ]);
}
