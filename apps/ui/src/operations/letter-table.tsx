import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Link from '@mui/material/Link';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router';
import { DataTable } from '../look/data-table.js';
import { MONO } from '../look/theme.js';
import { Time } from '../look/times.js';
import type { DeadLetter, LetterFilter } from './use-dead-letters.js';

interface LetterTableProps {
  letters: readonly DeadLetter[];
  chosen: ReadonlySet<string>;
  onChoose(chosen: ReadonlySet<string>): void;
  onOpen(letterId: string): void;
  onFilter(name: keyof LetterFilter, value: string): void;
}

/** Dead letters, each of which can be chosen and opened. */
export function LetterTable({ letters, chosen, onChoose, onOpen, onFilter }: LetterTableProps) {
  const open = letters.filter(({ answer }) => answer === null).map(({ id }) => id);
  const every = open.length > 0 && open.every((id) => chosen.has(id));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <DataTable
      label="List of dead letters"
      heads={['About', 'Why', 'Came', 'Last', 'Letter']}
      acts={['Letter']}
      choose={<Checkbox checked={every} indeterminate={!every && chosen.size > 0} disabled={open.length === 0} onChange={() => onChoose(new Set(every ? [] : open))} slotProps={{ input: { 'aria-label': 'Choose all that are shown' } }} />}
    >
      {letters.map(({ id, deviceId, sourceId, reason, why, attempts, lastAt, answer }) => (
        <TableRow key={id} selected={chosen.has(id)}>
          <TableCell padding="checkbox">
            <Checkbox checked={chosen.has(id)} disabled={answer !== null} onChange={() => toggle(id)} slotProps={{ input: { 'aria-label': `Choose letter ${id}` } }} />
          </TableCell>
          <TableCell sx={{ minWidth: 130 }}>
            {deviceId === null ? (
              <Typography variant="body2" color="textSecondary">
                Source {sourceId}
              </Typography>
            ) : (
              <Link component={RouterLink} to={`/devices/${encodeURIComponent(deviceId)}`} sx={{ fontFamily: MONO, fontWeight: 600, overflowWrap: 'anywhere' }}>
                {deviceId}
              </Link>
            )}
          </TableCell>
          <TableCell sx={{ minWidth: 260 }}>
            {why}{' '}
            <Link component="button" type="button" variant="caption" onClick={() => onFilter('reason', reason)} sx={{ minHeight: 24, verticalAlign: 'baseline' }}>
              only {reason}
            </Link>
            {answer && (
              <Typography variant="caption" color="textSecondary" component="p">
                {answer.how} by {answer.by} <Time at={answer.at} />
                {answer.note && `: ${answer.note}`}
              </Typography>
            )}
          </TableCell>
          <TableCell sx={{ whiteSpace: 'nowrap' }}>{attempts === 1 ? 'once' : `${attempts} times`}</TableCell>
          <TableCell sx={{ whiteSpace: 'nowrap' }}>
            <Time at={lastAt} />
          </TableCell>
          <TableCell align="right">
            <Button aria-label={`Open letter ${id}`} onClick={() => onOpen(id)}>
              Open
            </Button>
          </TableCell>
        </TableRow>
      ))}
    </DataTable>
  );
}
