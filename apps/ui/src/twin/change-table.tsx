import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { DataTable } from '../look/data-table.js';
import { MONO } from '../look/theme.js';
import { pointerOf, type Change } from './difference.js';
import { JsonValue } from './json-value.js';

/** So many are shown; the count is told of all. */
const MOST_SHOWN = 200;
const HEADS = ['Place', 'Before', 'After'];

/** Places, and what stood and stands there. */
export function ChangeTable({ changes, label }: { changes: readonly Change[]; label: string }) {
  return (
    <DataTable label={label} heads={HEADS} limited within>
      {changes.slice(0, MOST_SHOWN).map(({ path, before, after }) => (
        <TableRow key={pointerOf(path)} sx={{ verticalAlign: 'top' }}>
          <TableCell component="th" scope="row" sx={{ fontFamily: MONO, fontSize: '0.8125rem', overflowWrap: 'anywhere', minWidth: 120 }}>
            {pointerOf(path)}
          </TableCell>
          <TableCell sx={{ minWidth: 120, backgroundColor: before && 'color-mix(in srgb, var(--mui-palette-error-main) 11%, transparent)' }}><JsonValue node={before} /></TableCell>
          <TableCell sx={{ minWidth: 120, backgroundColor: after && 'color-mix(in srgb, var(--mui-palette-success-main) 11%, transparent)' }}><JsonValue node={after} none="removed" /></TableCell>
        </TableRow>
      ))}
      {changes.length > MOST_SHOWN && (
        <TableRow>
          <TableCell colSpan={HEADS.length}>And {changes.length - MOST_SHOWN} more.</TableCell>
        </TableRow>
      )}
    </DataTable>
  );
}
