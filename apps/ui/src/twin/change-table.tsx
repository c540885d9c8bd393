import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { MONO } from '../look/theme.js';
import { pointerOf, type Change } from './difference.js';
import { JsonValue } from './json-value.js';

/** So many are shown; the count is told of all. */
const MOST_SHOWN = 200;

/** Places, and what stood and stands there. */
export function ChangeTable({ changes, label, names = ['Before', 'After'] }: { changes: readonly Change[]; label: string; names?: readonly [string, string] }) {
  return (
    <TableContainer tabIndex={0} role="group" aria-label={label} sx={{ maxHeight: 420 }}>
      <Table size="small" stickyHeader aria-label={label}>
        <TableHead>
          <TableRow>
            <TableCell>Place</TableCell>
            <TableCell>{names[0]}</TableCell>
            <TableCell>{names[1]}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {changes.slice(0, MOST_SHOWN).map(({ path, before, after }) => (
            <TableRow key={pointerOf(path)} sx={{ verticalAlign: 'top' }}>
              <TableCell component="th" scope="row" sx={{ fontFamily: MONO, fontSize: '0.8125rem', overflowWrap: 'anywhere', minWidth: 120 }}>
                {pointerOf(path)}
              </TableCell>
              <TableCell sx={{ minWidth: 120, backgroundColor: before && 'color-mix(in srgb, var(--mui-palette-error-main) 7%, transparent)' }}><JsonValue node={before} /></TableCell>
              <TableCell sx={{ minWidth: 120, backgroundColor: after && 'color-mix(in srgb, var(--mui-palette-success-main) 9%, transparent)' }}><JsonValue node={after} none="removed" /></TableCell>
            </TableRow>
          ))}
          {changes.length > MOST_SHOWN && (
            <TableRow>
              <TableCell colSpan={3}>And {changes.length - MOST_SHOWN} more.</TableCell>
            </TableRow>
          )}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
