import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { mdiCheckDecagramOutline, mdiHelpCircleOutline } from '@mdi/js';
import type { Schemas } from '../api/client.js';
import { ActionButton } from '../look/action-button.js';
import { DataTable } from '../look/data-table.js';
import { Empty } from '../look/empty.js';
import { count } from '../look/format-time.js';
import { Panel } from '../look/panel.js';
import type { WhyNot } from '../session/may.js';
import type { DriftClass, Order } from './drift-orders.js';

interface DriftClassesProps {
  report: Schemas['DriftReport'];
  whyNot: WhyNot;
  shown: DriftClass | null;
  onShow(shown: DriftClass | null): void;
  onOrder(order: Order): void;
}

/** What was found, by class, and what an import would bring in. */
export function DriftClasses({ report: { classes, imports, lastRun }, whyNot, shown, onShow, onOrder }: DriftClassesProps) {
  const found = classes.filter(({ open, told }) => open + told > 0);
  return (
    <Panel flush title="What differs" actions={<ActionButton whyNot={whyNot ?? (found.length === 0 ? (lastRun ? 'Nothing differs.' : 'Nothing was compared yet.') : null)} onClick={() => onOrder({ kind: 'apply' })}>Mend all</ActionButton>}>
      {found.length === 0 ? (
        lastRun ? (
          <Empty icon={mdiCheckDecagramOutline} title="Nothing differs">
            As far as the last run saw, the fleet, our record and the hub say the same of every device.
          </Empty>
        ) : (
          <Empty icon={mdiHelpCircleOutline} title="Nobody knows yet">
            What differs is known once the fleet was compared with the hub.
          </Empty>
        )
      ) : (
        <DataTable label="Classes of differences" heads={['Class', 'Open', 'Being mended', 'Do']} figures={['Open', 'Being mended']} acts={['Do']}>
          {found.map(({ class: kind, sentence, open, told }) => (
            <TableRow key={kind} selected={shown === kind}>
              <TableCell sx={{ minWidth: 240 }}>
                <Typography variant="body2" sx={{ fontWeight: 600 }}>
                  {kind}
                </Typography>
                <Typography variant="body2" color="textSecondary">
                  {sentence}
                </Typography>
              </TableCell>
              <TableCell align="right">{count(open)}</TableCell>
              <TableCell align="right">{count(told)}</TableCell>
              <TableCell align="right">
                <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
                  <Button aria-label={`Show ${kind}`} onClick={() => onShow(kind)}>
                    Show
                  </Button>
                  <ActionButton aria-label={`Mend ${kind}`} whyNot={whyNot} onClick={() => onOrder({ kind: 'apply', class: kind })}>
                    Mend
                  </ActionButton>
                </Stack>
              </TableCell>
            </TableRow>
          ))}
        </DataTable>
      )}
      {imports.length > 0 && (
        <Stack spacing={1} sx={{ px: 2.5, py: 2, borderTop: 1, borderColor: 'divider' }}>
          <Typography variant="h3">Devices that were in the fleet before it was connected</Typography>
          {imports.map(({ status, devices, does }) => (
            <Typography key={status} variant="body2">
              {count(devices)} {status}: {does}
            </Typography>
          ))}
          <div>
            <ActionButton whyNot={whyNot} onClick={() => onOrder({ kind: 'import', dryRun: false })}>
              Import them
            </ActionButton>
          </div>
        </Stack>
      )}
    </Panel>
  );
}
